import { eventsOn } from '../events.js';
import type { Life } from '../life/life.js';
import { ownMs } from './own-ms.js';

const MINUTE_MS = 60_000;
const NO_PHONE_SHARE = 0.03;

/** A moment at which the ring hands its data to the phone, with the app open or behind other apps. */
export interface PlannedSync {
  atMs: number;
  isForeground: boolean;
}

/** The synchronisations of a home day in time order, none asleep: every hour or three by themselves, and whenever the app is opened. */
export function planSyncs({ person, day: planOf }: Life, day: number): PlannedSync[] {
  const { chance, events, wear } = person;
  const { startMs, endMs, isWorn, segments } = planOf(day);
  const dice = chance.dice('syncs', day);
  if (dice.next() < NO_PHONE_SHARE) return [];
  const syncs: PlannedSync[] = [];
  const minutes = (low: number, high: number) => Math.floor(dice.between(low, high) * 60) * 1000;
  const isAway = (ms: number) => segments.some((segment) => segment.kind === 'off' && segment.startMs <= ms && ms < segment.endMs);
  for (let ms = startMs + minutes(5, 120); isWorn && ms < endMs; ms += minutes(60, 180)) {
    if (!isAway(ms)) syncs.push({ atMs: ms, isForeground: false });
  }
  const [isMorning, isNoon, isEvening] = [dice.next() < wear.morningAppShare, dice.next() < 0.5, dice.next() < 0.45];
  const opened = [
    isMorning ? startMs + 5 * MINUTE_MS + minutes(0, 55 * dice.next() + 1) : null,
    isMorning || !isNoon ? null : startMs + minutes(180, 480),
    isEvening ? ownMs(person, day, 1080) + minutes(0, 240) : null,
  ];
  if (dice.next() >= wear.noAppShare && eventsOn(events, 'app-not-opened', day).length === 0) {
    for (const ms of opened) if (ms !== null && ms > startMs && ms < endMs) syncs.push({ atMs: ms, isForeground: true });
  }
  syncs.sort((a, b) => a.atMs - b.atMs);
  return syncs.filter(({ atMs }, i) => atMs !== syncs[i + 1]?.atMs);
}
