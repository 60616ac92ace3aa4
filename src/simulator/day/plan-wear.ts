import { clamp } from '../../derive/scores/rounding.js';
import type { Life } from '../life/life.js';
import type { Person } from '../person/person.js';
import { isRingLeftBehind } from './charge-cause.js';
import { type Charge, nextCharge } from './charging.js';
import { ownMs } from './own-ms.js';
import type { Timetable } from './timetable.js';

const MINUTE_MS = 60_000;

/** Takes the times in the charger, without charge, and around nights without the ring; tells whether the ring is worn at all. */
export function planWear(life: Pick<Life, 'person' | 'night'>, day: number, from: number, to: number, timetable: Timetable): boolean {
  const { person } = life;
  const charge = nextCharge(person, day);
  const isGone = charge.empty !== null && charge.empty.day < day;
  if (isRingLeftBehind(person, day) || (isGone && charge.day > day)) {
    timetable.add('off', from, to - from);
    return false;
  }
  const minuteOf = (minutes: number) => Math.round(ownMs(person, day, minutes) / MINUTE_MS);
  let least = from + 10;
  if (charge.empty?.day === day) {
    const emptied = emptiedMinute(person, charge.empty, from, to);
    const found = charge.day === day ? clamp(minuteOf(charge.startMinutes), emptied + 15, to - charge.minutes - 5) : to;
    timetable.add('off', emptied, found - emptied);
    least = found;
  }
  if (charge.day === day) {
    const start = clamp(minuteOf(charge.startMinutes), least, to - charge.minutes - 5);
    if (isGone) timetable.add('off', from, start - from);
    // No gap: the ring goes from the table into the charger.
    timetable.force('charging', start, charge.minutes);
  }
  const dice = person.chance.dice('off the finger', day);
  const [before, after] = [Math.round(dice.between(5, 50)), Math.round(dice.between(10, 60))];
  if (!life.night(day).isRecorded) timetable.add('off', from, before);
  if (!life.night(day + 1).isRecorded) timetable.add('off', to - after, after);
  return true;
}

/** The minute since the Unix epoch at which the ring runs empty, on a day awake from minute `from` to minute `to`. */
export function emptiedMinute(person: Person, { day, minutes }: NonNullable<Charge['empty']>, from: number, to: number): number {
  return clamp(Math.round(ownMs(person, day, minutes) / MINUTE_MS), from + 30, to - 120);
}
