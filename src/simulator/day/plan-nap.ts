import type { Life, NapPlan } from '../life/life.js';
import { ownMs } from './own-ms.js';
import type { Timetable } from './timetable.js';

const MINUTE_MS = 60_000;
const GHOST_SHARE = 0.22;

/**
 * The nap of a day, slept or imagined by the ring: real ones last 15 to 100 minutes, false ones 10 to 40 and mostly stay unanswered. Times
 * and answers are our own estimate after one wearer of 2023.
 */
export function planNap({ person, intent }: Pick<Life, 'person' | 'intent'>, day: number, timetable: Timetable): NapPlan | null {
  const dice = person.chance.dice('nap', day);
  const { isNapping } = intent(day);
  if (!isNapping && dice.next() > GHOST_SHARE) return null;
  const isLate = dice.next() < (isNapping ? 0.12 : 0.35);
  const startMinutes = isLate ? dice.between(1075, isNapping ? 1150 : 1290) : dice.between(780, 990);
  const minutes = isNapping ? 15 + 85 * dice.next() ** 1.6 : dice.between(10, 40);
  const start = Math.round(ownMs(person, day, startMinutes) / MINUTE_MS);
  const segment = timetable.add('nap', start, Math.round(minutes));
  if (!segment) return null;
  const lot = dice.next();
  const [confirmed, rejected] = isNapping ? [0.5, 0.65] : [0.04, 0.3];
  return { startMs: segment.startMs, endMs: segment.endMs, answer: lot < confirmed ? 'confirmed' : lot < rejected ? 'rejected' : null };
}
