import type { Body } from '../collections/define.js';
import { activeCalories, netMet } from '../derive/scores/energy.js';
import { roundTo } from '../derive/scores/rounding.js';
import { dayText } from '../lib/dates.js';
import { localText, wallMs } from './helsinki-time.js';
import { activityStartMs, type Life } from './life.js';
import { alcoholOn } from './night-plan.js';

/** Workouts of a day. */
export function workoutBodies(life: Life, day: number): Body[] {
  const met = life.movement(day);
  const dice = life.chance.dice('workout words', day);
  return life.plan(day).workouts.map(({ sport, startMs, endMs }) => {
    const first = (startMs - activityStartMs(day)) / 60_000;
    const minutes = (endMs - startMs) / 60_000;
    let net = 0;
    for (const tenths of met.subarray(first, first + minutes)) net += netMet(tenths / 10);
    const source = sport.intensity === 'easy' ? 'autodetected' : dice.next() < 0.5 ? 'confirmed' : 'workout_heart_rate';
    return {
      activity: sport.activity,
      calories: roundTo(activeCalories(net, life.traits.weight), 1000),
      day: dayText(day),
      distance: sport.speed === null ? null : roundTo(minutes * sport.speed * dice.between(0.92, 1.08), 10),
      end_datetime: localText(endMs),
      intensity: sport.intensity,
      label: dice.next() < 0.1 ? 'With a friend' : null,
      source,
      start_datetime: localText(startMs),
    };
  });
}

/** Seconds between two heart rates of a guided moment. */
export const SESSION_SECONDS = 5;

/** Heart rates during the guided moment of a day, falling while it lasts; empty without one. */
export function sessionHeartRates(life: Life, day: number): number[] {
  const { session } = life.plan(day);
  if (!session) return [];
  const dice = life.chance.dice('session heart', day);
  const count = Math.floor((session.endMs - session.startMs) / 1000 / SESSION_SECONDS);
  const from = life.night(day).lowestHeartRate + dice.between(11, 16);
  return Array.from({ length: count }, (_, i) => Math.round(from - (5 * i) / count + 1.2 * dice.normal()));
}

const moods = ['bad', 'worse', 'same', 'good', 'good', 'great', null] as const;
const kinds = ['breathing', 'meditation', 'meditation', 'relaxation', 'rest', 'body_status'] as const;

/** Guided moments of a day, at most one. */
export function sessionBodies(life: Life, day: number): Body[] {
  const { session } = life.plan(day);
  if (!session) return [];
  const dice = life.chance.dice('session words', day);
  const timestamp = localText(session.startMs);
  const heartRates = sessionHeartRates(life, day);
  const sample = (interval: number, items: number[]) => ({ interval, items, timestamp });
  const level = life.night(day).hrv * 0.8;
  return [
    {
      day: dayText(day),
      end_datetime: localText(session.endMs),
      heart_rate: sample(SESSION_SECONDS, heartRates),
      heart_rate_variability: sample(
        SESSION_SECONDS,
        heartRates.map(() => Math.round(level * (1 + 0.15 * dice.normal()))),
      ),
      mood: moods[Math.floor(dice.next() * moods.length)],
      motion_count: sample(
        60,
        Array.from({ length: (session.endMs - session.startMs) / 60_000 }, () => Math.floor(dice.next() ** 2 * 6)),
      ),
      start_datetime: timestamp,
      type: kinds[Math.floor(dice.next() * kinds.length)],
    },
  ];
}

/** Tags of a day in time order: coffee, sauna, drinks. */
export function enhancedTagBodies(life: Life, day: number): Body[] {
  const dice = life.chance.dice('tags', day);
  const bodies: Body[] = [];
  const add = (code: string, startMinutes: number, minutes: number, words: { comment?: string; custom_name?: string } = {}) => {
    const startMs = wallMs(day, Math.round(startMinutes));
    const end = minutes > 0 ? localText(startMs + Math.round(minutes) * 60_000) : null;
    bodies.push({
      tag_type_code: code,
      start_time: localText(startMs),
      end_time: end,
      start_day: dayText(day),
      end_day: end?.slice(0, 10) ?? null,
      comment: words.comment ?? null,
      custom_name: words.custom_name ?? null,
    });
  };
  if (dice.next() < 0.2) add('tag_generic_caffeine', dice.between(840, 1000), 0);
  if (dice.next() < 0.22) add('custom', dice.between(1122, 1128), dice.between(12, 25), { custom_name: 'Sauna' });
  if (alcoholOn(life.chance, day) > 0) add('tag_generic_alcohol', dice.between(1180, 1320), 0, { comment: 'With friends' });
  return bodies;
}

const notes = [
  { text: 'Busy day', tags: ['tag_generic_stress'] },
  { text: null, tags: ['tag_generic_nocaffeine'] },
  { text: 'Fresh air', tags: [] },
];

/** Notes of the first generation: one in about ten days. */
export function tagBodies(life: Life, day: number): Body[] {
  const dice = life.chance.dice('notes', day);
  const note = notes[Math.floor(dice.next() * notes.length * 10)];
  if (!note) return [];
  return [{ day: dayText(day), text: note.text, timestamp: localText(wallMs(day, dice.between(1020, 1200))), tags: note.tags.slice() }];
}
