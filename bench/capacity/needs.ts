import { HABITS, MACHINES } from './assumptions.js';
import type { FigureName, Measured } from './measured.js';
import { MINUTES, simulateDay } from './simulate-day.js';

export type StoreKind = 'sqlite' | 'postgres';

/** A rate over the day, and in its busiest minute, per second. */
export interface Rate {
  mean: number;
  peak: number;
}

/** What a number of users needs of a kind of store. */
export interface Needs {
  users: number;
  store: StoreKind;
  rates: { reads: Rate; writes: Rate; deliveries: Rate; requests: Rate };
  /** Cores kept busy in the busiest minute: by Circlet, and by its database. */
  busyCores: number;
  busyDatabaseCores: number;
  /** Processes of Circlet, one a core. */
  workers: number;
  /** Stores of their own, of a machine each, over which users are split. */
  shards: number;
  databaseCoresPerShard: number;
  workersGigabytes: number;
  warmGigabytesPerShard: number;
  terabytesPerYear: number;
  /** Flushes of commits and operations of the disk per second in the busiest minute, of all shards. */
  diskOperations: number;
  megabitsPerSecond: number;
  /** Whether one machine with this kind of store is enough. */
  isOneMachine: boolean;
}

/** Works out what `users` need with a store of a kind, from measured figures. */
export function needsOf(users: number, store: StoreKind, measured: Measured): Needs {
  const of = (name: string) => measured[`${store}.${name}` as FigureName].value;
  const { fullShare, mostCores, mostTerabytes, warmShare, diskOperationBytes, eventBytes } = MACHINES;
  const day = simulateDay(users, measured.changesPerUserYear.value / 365);
  const { opens, writes, reads, deliveries } = day;
  // What an open takes was measured as a whole; other requests cost what those of the mixture do.
  const cores = (open: number, read: number, write: number, delivery: number) =>
    most((minute) => {
      const [opened, written, asked, told] = [opens, writes, reads, deliveries].map((of) => of[minute] as number) as [
        number,
        number,
        number,
        number,
      ];
      const otherWrites = written - opened * HABITS.writesPerOpen;
      const otherReads = asked - opened * HABITS.readsPerOpen;
      return (opened * open * 1000 + otherReads * read + otherWrites * write + told * delivery) / 1e6 / 60;
    });
  const openMillis = of('openMillis') - of('openDatabaseMillis');
  const busyCores = cores(openMillis, of('readMicros'), of('writeMicros'), 1e6 / measured.deliveriesPerSecond.value);
  const busyDatabaseCores = cores(of('openDatabaseMillis'), of('readDatabaseMicros'), of('writeDatabaseMicros'), 0);
  const rates = { reads: rateOf(reads), writes: rateOf(writes), deliveries: rateOf(deliveries), requests: rateOf(sum(reads, writes)) };
  const terabytesPerYear = (users * of('userYearMegabytes')) / 1e6;
  const writersShards = rates.writes.peak / (of('writesPerSecond') * fullShare);
  const shards = Math.max(
    1,
    Math.ceil(Math.max(writersShards, terabytesPerYear / mostTerabytes, busyDatabaseCores / fullShare / mostCores)),
  );
  const workers = Math.max(1, Math.ceil(busyCores / fullShare));
  return {
    ...{ users, store, rates, busyCores, busyDatabaseCores, workers, shards, terabytesPerYear },
    databaseCoresPerShard: Math.ceil(busyDatabaseCores / fullShare / shards),
    workersGigabytes: (workers * of('workerMegabytes')) / 1000,
    warmGigabytesPerShard: (terabytesPerYear * 1000 * warmShare) / shards,
    diskOperations: rates.writes.peak * (1 + of('writeDiskBytes') / diskOperationBytes),
    megabitsPerSecond:
      most((minute) => {
        const opened = opens[minute] as number;
        const otherWrites = (writes[minute] as number) - opened * HABITS.writesPerOpen;
        const otherReads = (reads[minute] as number) - opened * HABITS.readsPerOpen;
        const bytes = otherReads * of('readBytes') + otherWrites * of('writeBytes') + (deliveries[minute] as number) * eventBytes;
        return (bytes + opened * of('openKilobytes') * 1000) / 60;
      }) * 8e-6,
    isOneMachine: shards === 1 && workers + Math.ceil(busyDatabaseCores / fullShare) <= mostCores,
  };
}

const most = (valueAt: (minute: number) => number) => Math.max(...Array.from({ length: MINUTES }, (_, minute) => valueAt(minute)));

/** Of a day's minutes, per second. */
export function rateOf(perMinute: Float64Array): Rate {
  return { mean: perMinute.reduce((total, value) => total + value, 0) / 86_400, peak: Math.max(...perMinute) / 60 };
}

const sum = (one: Float64Array, other: Float64Array) => one.map((value, minute) => value + (other[minute] as number));

/** SQLite for as long as one machine is enough with it, as it is less to look after. */
export function choose(users: number, measured: Measured): Needs {
  const simple = needsOf(users, 'sqlite', measured);
  return simple.isOneMachine ? simple : needsOf(users, 'postgres', measured);
}
