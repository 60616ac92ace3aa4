import { chanceOf } from './chance.js';

/** What can be done to deliveries on purpose. */
export const CHAOS_MODES = ['duplicate', 'reorder', 'delay', 'drop-then-retry', 'event-before-object', 'bad-signature'] as const;
export type ChaosMode = (typeof CHAOS_MODES)[number];

/** What is done to the deliveries of a subscription; the same seed does the same to the same changes. */
export interface Chaos {
  modes: ChaosMode[];
  seed: string;
  /** Of deliveries that each mode strikes, 0 to 1. */
  share: number;
}

const DELAY_MS = 60_000;
const REORDER_MS = 10_000;

/** Chaos as it is stored. */
export function readChaos(text: string | null): Chaos | null {
  return text === null ? null : (JSON.parse(text) as Chaos);
}

/** Whether a mode strikes the deliveries of a change. */
export function isStruck(chaos: Chaos | null, mode: ChaosMode, changeSeq: number | null): boolean {
  return chaos !== null && changeSeq !== null && chaos.modes.includes(mode) && chanceOf(chaos.seed, mode, changeSeq) < chaos.share;
}

/** The deliveries that become of one. */
export function disturbed<T extends { changeSeq: number | null; dueAtMs: number }>(chaos: Chaos | null, delivery: T): T[] {
  if (chaos === null) return [delivery];
  const { changeSeq, dueAtMs } = delivery;
  const waitMs = (mode: ChaosMode, mostMs: number) =>
    isStruck(chaos, mode, changeSeq) ? Math.ceil(chanceOf(chaos.seed, mode, 'wait', changeSeq ?? 0) * mostMs) : 0;
  const disturbed = { ...delivery, dueAtMs: dueAtMs + waitMs('delay', DELAY_MS) + waitMs('reorder', REORDER_MS) };
  return isStruck(chaos, 'duplicate', changeSeq) ? [disturbed, { ...disturbed }] : [disturbed];
}
