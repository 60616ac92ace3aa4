import type { BatteryReadings } from '../../derive/recordings.js';
import { clamp } from '../../derive/scores/rounding.js';
import { boundedMemo } from '../../lib/bounded-memo.js';
import { DAY_MS } from '../../lib/dates.js';
import type { Life, Segment } from '../life/life.js';
import { type Charge, chargeDayBefore, levelAfterMinutes, minutesToLevel, nextCharge } from './charging.js';
import { emptiedMinute } from './plan-wear.js';

const MINUTE_MS = 60_000;
const SLOT_MS = 30 * MINUTE_MS;
const JITTER_MINUTES = 10;
const CHARGING_ROW_MS = 5 * MINUTE_MS;
const CYCLES_KEPT = 8;
// No clock is further from UTC than this, home days included.
const SLACK_DAYS = 2;

/** The ring's battery. */
export interface Battery {
  /** Percent at an instant. */
  levelAt(ms: number): number;
  /** A reading about every half hour, every 5 in the charger, from one instant up to but not including another one; none while it is empty. */
  readings(fromMs: number, toMs: number): BatteryReadings;
}

/** From the end of one charging to the end of the next one, in ms since the Unix epoch; percent at the charger. */
interface Cycle {
  startMs: number;
  emptyMs: number | null;
  chargerMs: number;
  endMs: number;
  fromLevel: number;
}

/** The battery of somebody's ring, charged as their days are planned. */
export function createBattery(life: Life): Battery {
  const cycleAround = boundedMemo(CYCLES_KEPT, (day) => cycleUpTo(life, nextCharge(life.person, day)));
  const cycleAt = (ms: number): Cycle => {
    let day = Math.floor(ms / DAY_MS) - SLACK_DAYS;
    while (cycleAround(day).endMs <= ms) day++;
    return cycleAround(day);
  };
  return {
    levelAt: (ms) => levelIn(cycleAt(ms), ms),
    readings(fromMs, toMs) {
      const readings: BatteryReadings = { times: [], levels: [], charging: [] };
      const add = (cycle: Cycle, ms: number) => {
        if (ms < fromMs || ms >= toMs) return;
        readings.times.push(ms);
        readings.levels.push(Math.round(levelIn(cycle, ms)));
        readings.charging.push(ms >= cycle.chargerMs);
      };
      for (let cycle = cycleAt(fromMs); cycle.startMs < toMs; cycle = cycleAt(cycle.endMs)) {
        const lastMs = Math.min(toMs, cycle.emptyMs ?? cycle.chargerMs);
        for (let slot = Math.floor(Math.max(fromMs, cycle.startMs) / SLOT_MS); slot * SLOT_MS < lastMs; slot++) {
          const ms = slot * SLOT_MS + MINUTE_MS * Math.floor(JITTER_MINUTES * life.person.chance.uniform('battery', slot));
          if (ms >= cycle.startMs && ms < lastMs) add(cycle, ms);
        }
        for (let { chargerMs: ms } = cycle; ms < Math.min(toMs, cycle.endMs); ms += CHARGING_ROW_MS) add(cycle, ms);
        // Taken out full: the last rise still belongs to the charger.
        add(cycle, cycle.endMs - 1000);
      }
      return readings;
    },
  };
}

function levelIn({ startMs, emptyMs, chargerMs, fromLevel }: Cycle, ms: number): number {
  if (ms >= chargerMs) return levelAfterMinutes(minutesToLevel(fromLevel) + (ms + 1000 - chargerMs) / MINUTE_MS);
  return 100 - (100 - fromLevel) * clamp((ms - startMs) / ((emptyMs ?? chargerMs) - startMs), 0, 1);
}

function cycleUpTo(life: Life, { day, empty, fromLevel }: Charge): Cycle {
  const { endMs: startMs } = inCharger(life, chargeDayBefore(life.person, day));
  const { startMs: chargerMs, endMs } = inCharger(life, day);
  if (!empty) return { startMs, emptyMs: null, chargerMs, endMs, fromLevel };
  const awake = life.day(empty.day);
  const minute = emptiedMinute(life.person, empty, Math.ceil(awake.startMs / MINUTE_MS), Math.floor(awake.endMs / MINUTE_MS));
  return { startMs, emptyMs: Math.max(startMs + MINUTE_MS, minute * MINUTE_MS), chargerMs, endMs, fromLevel };
}

function inCharger(life: Life, day: number): Segment {
  return life.day(day).segments.find(({ kind }) => kind === 'charging') as Segment;
}
