import type { ActivityRecording, Quarter } from '../../derive/recordings.js';
import type { Life } from '../life/life.js';
import { ASLEEP, IN_WORKOUT, type Movement, NOT_WORN } from './movement.js';
import type { WakingHeart } from './waking-heart.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const QUARTER_MINUTES = 15;
const MOVING_TENTHS = 20;
const MOST_MOVING_MINUTES = 3;

/** A home day as it was lived. */
export interface LivedDay {
  movement: Movement;
  heart: WakingHeart;
}

/** 24 hours from 04:00, and when the ring was first worn in them: minutes after the start. */
export interface WholeActivity extends ActivityRecording {
  firstWorn: number;
}

/** What the ring records of 24 hours from 04:00 of a local day. */
export function recordActivity(life: Life, lived: (day: number) => LivedDay, localDay: number): WholeActivity {
  const { calendar } = life.person;
  const startMs = calendar.activityStartMs(localDay);
  const startMinute = startMs / MINUTE_MS;
  const mets = new Float64Array(DAY_MINUTES);
  const steps = new Uint16Array(DAY_MINUTES);
  const quarters: (Quarter | null)[] = Array(DAY_MINUTES / QUARTER_MINUTES).fill(null);
  let homeDay = localDay;
  while (life.night(homeDay).startMs > startMs) homeDay--;
  while (life.night(homeDay + 1).startMs <= startMs) homeDay++;
  let firstWorn = DAY_MINUTES;
  for (let at = 0; at < DAY_MINUTES; homeDay++) {
    const { movement, heart } = lived(homeDay);
    const skipped = startMinute - movement.startMinute;
    const end = Math.min(DAY_MINUTES, movement.tenths.length - skipped);
    fillQuarters(quarters, movement, heart, startMinute, Math.ceil(at / QUARTER_MINUTES));
    for (; at < end; at++) {
      mets[at] = (movement.tenths[at + skipped] as number) / 10;
      steps[at] = movement.steps[at + skipped] as number;
      if (at < firstWorn && movement.kinds[at + skipped] !== NOT_WORN) firstWorn = at;
    }
  }
  return { startMs, offsetMinutes: calendar.offsetMinutesAt(startMs), mets, steps, quarters, firstWorn };
}

/** As much of it as is known at `untilMs`; null where the ring was not worn at all by then. */
export function activityUntil(whole: WholeActivity, untilMs: number): ActivityRecording | null {
  const { startMs, offsetMinutes, mets, steps, quarters, firstWorn } = whole;
  const length = Math.min(DAY_MINUTES, Math.floor((untilMs - startMs) / MINUTE_MS));
  if (length <= firstWorn) return null;
  return {
    startMs,
    offsetMinutes,
    mets: mets.subarray(0, length),
    steps: steps.subarray(0, length),
    quarters: quarters.slice(0, Math.floor(length / QUARTER_MINUTES)),
  };
}

/** Quarters of an hour that lie wholly in one home day; those with a bedtime in them are not awake anyway. */
function fillQuarters(quarters: (Quarter | null)[], movement: Movement, heart: WakingHeart, startMinute: number, from: number): void {
  for (let quarter = from; quarter < quarters.length; quarter++) {
    const minute = startMinute + quarter * QUARTER_MINUTES;
    const index = minute - movement.startMinute;
    if (index + QUARTER_MINUTES > movement.tenths.length) return;
    if (index < movement.wakeIndex || !isStill(movement, index)) continue;
    let sum = 0;
    for (let i = index; i < index + QUARTER_MINUTES; i++) sum += heart.rates[i] as number;
    const heartRate = Math.round(sum / QUARTER_MINUTES);
    const rmssd = Math.round(Math.exp(heart.lnRmssd(Math.floor(minute / QUARTER_MINUTES), heartRate)));
    quarters[quarter] = { heartRate, rmssd: Math.max(3, rmssd) };
  }
}

function isStill({ tenths, kinds }: Movement, from: number): boolean {
  let moving = 0;
  for (let i = from; i < from + QUARTER_MINUTES; i++) {
    const kind = kinds[i];
    if (kind === ASLEEP || kind === NOT_WORN || kind === IN_WORKOUT) return false;
    if ((tenths[i] as number) >= MOVING_TENTHS) moving++;
  }
  return moving <= MOST_MOVING_MINUTES;
}
