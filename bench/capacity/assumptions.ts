/** Where people live: offset of their clocks from UTC in hours, and their share of all. */
export const ZONES: readonly (readonly [offset: number, share: number])[] = [
  [-8, 0.14],
  [-6, 0.14],
  [-5, 0.22],
  [-3, 0.04],
  [0, 0.1],
  [1, 0.18],
  [2, 0.08],
  [5.5, 0.02],
  [8, 0.03],
  [9, 0.03],
  [10, 0.02],
];

/** What a user and their apps do in a day. */
export const HABITS = {
  /** The first look at the night, at this hour of their clock; most of all fall within two hours around it. */
  morningHour: 7.5,
  morningSpreadHours: 0.5,
  /** Later looks, between waking and going to bed. */
  laterOpens: 3,
  wakingHours: [7, 23] as const,
  /** Synchronisations in the background while awake, and the writes of each: a document that grew, and heart rate. */
  syncs: 20,
  writesPerSync: 2,
  writesPerOpen: 4,
  readsPerOpen: 6,
  /** Apps of a user that ask each hour, day and night, so many times; half of them at the full hour, within five minutes. */
  pollingApps: 1,
  readsPerPoll: 4,
  punctualShare: 0.5,
  punctualMinutes: 5,
  /** Apps of a user that are told of each change and fetch the document. */
  subscribedApps: 0.5,
} as const;

/** How machines are chosen. */
export const MACHINES = {
  /** Of a core at the busiest minute, and of the writes a store was seen to take: what is left is for the seconds within. */
  fullShare: 0.5,
  /** A machine with SQLite is one; beyond this it takes PostgreSQL. */
  mostCores: 16,
  mostTerabytes: 4,
  /** Of a year's data, what has to stay in memory: the last month. */
  warmShare: 1 / 12,
  /** Bytes of one operation of a disk, and of an event with its headers. */
  diskOperationBytes: 16_384,
  eventBytes: 1_000,
} as const;
