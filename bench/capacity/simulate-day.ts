import { HABITS, ZONES } from './assumptions.js';

export const MINUTES = 1440;

/** What so many users cause in each minute of a day in UTC. */
export interface Day {
  /** Looks at the app; the writes and reads of these are counted below as well. */
  opens: Float64Array;
  writes: Float64Array;
  reads: Float64Array;
  deliveries: Float64Array;
}

/** Simulates the day of `users` whose documents change so often a day. Everyone is an average; there is no chance in it. */
export function simulateDay(users: number, changesPerDay: number): Day {
  const day: Day = { opens: minutes(), writes: minutes(), reads: minutes(), deliveries: minutes() };
  const [mornings, awake, polls] = [morningShares(), wakingShares(), pollShares()];
  const written = HABITS.writesPerOpen * (1 + HABITS.laterOpens) + HABITS.writesPerSync * HABITS.syncs;
  for (const [offset, share] of ZONES) {
    for (let minute = 0; minute < MINUTES; minute++) {
      const local = (minute + offset * 60 + MINUTES) % MINUTES;
      const people = users * share;
      const opens = people * ((mornings[local] as number) + HABITS.laterOpens * (awake[local] as number));
      const writes = opens * HABITS.writesPerOpen + people * HABITS.syncs * HABITS.writesPerSync * (awake[local] as number);
      // Documents change by what rings write.
      const events = HABITS.subscribedApps * changesPerDay * (writes / written);
      add(day.opens, minute, opens);
      add(day.writes, minute, writes);
      add(day.deliveries, minute, events);
      add(day.reads, minute, opens * HABITS.readsPerOpen + events);
    }
  }
  // Apps' clocks are in UTC, whoever they ask for.
  const asked = users * HABITS.pollingApps * HABITS.readsPerPoll * 24;
  for (let minute = 0; minute < MINUTES; minute++) add(day.reads, minute, asked * (polls[minute] as number));
  return day;
}

const minutes = () => new Float64Array(MINUTES);

function add(into: Float64Array, minute: number, value: number): void {
  into[minute] = (into[minute] as number) + value;
}

/** Values with their sum as 1. */
function shares(weightAt: (minute: number) => number): Float64Array {
  const weights = minutes().map((_, minute) => weightAt(minute));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function morningShares(): Float64Array {
  const { morningHour, morningSpreadHours } = HABITS;
  return shares((minute) => Math.exp(-(((minute / 60 - morningHour) / morningSpreadHours) ** 2) / 2));
}

function wakingShares(): Float64Array {
  const [from, to] = HABITS.wakingHours;
  return shares((minute) => (minute >= from * 60 && minute < to * 60 ? 1 : 0));
}

function pollShares(): Float64Array {
  const { punctualShare, punctualMinutes } = HABITS;
  return shares((minute) => (1 - punctualShare) / 60 + (minute % 60 < punctualMinutes ? punctualShare / punctualMinutes : 0));
}
