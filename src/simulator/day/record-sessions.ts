import type { SessionRecording } from '../../derive/recordings.js';
import type { Life, Segment } from '../life/life.js';

/** Seconds between two values of a guided moment. */
export const GUIDED_SECONDS = 5;

const moods = ['bad', 'worse', 'same', 'same', 'good', 'good', 'great', null] as const;
const types = ['breathing', 'breathing', 'meditation', 'meditation', 'meditation', 'relaxation', 'rest', 'body_status', 'nap'] as const;

/** Beats per minute every 5 seconds of a guided moment: falling while it lasts, with the breath on top. Own estimate. */
export function guidedRates({ person, state }: Life, day: number, { startMs, endMs }: Segment): number[] {
  const dice = person.chance.dice('session heart', day);
  const { heartRate, stress } = state(day);
  const first = person.body.lowestHeartRate + heartRate + dice.between(11, 15) + stress;
  const fall = dice.between(2, 6);
  const count = Math.floor((endMs - startMs) / 1000 / GUIDED_SECONDS);
  return Array.from({ length: count }, (_, i) => Math.round(first - (fall * i) / count + 1.3 * dice.normal()));
}

/** The guided moments of a home day, at most one. */
export function recordSessions(life: Life, day: number): SessionRecording[] {
  const { session } = life.day(day);
  if (!session) return [];
  const { person } = life;
  const { startMs, endMs } = session;
  const dice = person.chance.dice('session words', day);
  const type = types[Math.floor(dice.next() * types.length)] as (typeof types)[number];
  const mood = moods[Math.floor(dice.next() * moods.length)] as (typeof moods)[number];
  const heartRate = guidedRates(life, day, session);
  const level = 0.85 * Math.exp(person.body.lnRmssd + life.state(day).lnRmssd);
  return [
    {
      key: `session/${day}`,
      startMs,
      endMs,
      offsetMinutes: person.calendar.offsetMinutesAt(startMs),
      type,
      mood,
      interval: GUIDED_SECONDS,
      heartRate,
      hrv: heartRate.map((_, i) => Math.max(3, Math.round(level * (1 + (0.15 * i) / heartRate.length + 0.14 * dice.normal())))),
      motionCount: heartRate.map(() => (dice.next() < 0.85 ? 0 : Math.floor(dice.between(1, 6)))),
    },
  ];
}
