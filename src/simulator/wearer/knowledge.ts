/** What the app knows after a synchronisation. */
export interface Knowledge {
  /** When the ring was last synchronised, ms since the Unix epoch: movement and heart rate are known up to then. */
  atMs: number;
  /** When that last happened with the app open: sleep is analysed up to then. Minus infinity before the first time. */
  analysedMs: number;
}

/** A moment at which the ring hands its data to the app. */
export interface Sync {
  atMs: number;
  /** With the app open: sleep is analysed, naps are confirmed, times corrected. In the background only movement and heart rate arrive. */
  isForeground: boolean;
}

/** All there will ever be to know. */
export const EVERYTHING: Knowledge = { atMs: Number.POSITIVE_INFINITY, analysedMs: Number.POSITIVE_INFINITY };

/** What is known after one more synchronisation. */
export function learn(before: Knowledge, { atMs, isForeground }: Sync): Knowledge {
  return { atMs, analysedMs: isForeground ? atMs : before.analysedMs };
}
