import { type Machine, wait } from './machine.js';

/** The window in which Oura counts, in ms. */
export const WINDOW_MS = 300_000;
/** The part of a window's requests that may come at once. */
const BURST = 0.1;

/** Holds requests back so that no five minutes see more than the budget. */
export interface Pacer {
  /** Waits until one more may be sent. */
  take(): Promise<void>;
  /** Lowers the budget to `requests` in any five minutes; a larger one is ignored. */
  lowerTo(requests: number): void;
}

/**
 * A bucket that holds a tenth of the budget and fills with the rest within five minutes, so that any five minutes see `budget` requests
 * at most, and a run that begins anew a tenth more. 0: no limit.
 */
export function createPacer(machine: Machine, budget: number): Pacer {
  let perWindow = budget === 0 ? Number.POSITIVE_INFINITY : budget;
  const capacity = () => Math.max(1, Math.floor(perWindow * BURST));
  const perMs = () => Math.max(1, perWindow - capacity()) / WINDOW_MS;
  let held = capacity();
  let filledAtMs = machine.clock.now();

  function fill(): void {
    const nowMs = machine.clock.now();
    // A clock that was set back gives nothing and takes nothing.
    held = Math.min(capacity(), held + Math.max(0, nowMs - filledAtMs) * perMs());
    filledAtMs = nowMs;
  }

  return {
    async take() {
      if (perWindow === Number.POSITIVE_INFINITY) return;
      for (fill(); held < 1; fill()) await wait(machine, Math.ceil((1 - held) / perMs()));
      held--;
    },
    lowerTo(requests) {
      if (requests >= perWindow) return;
      perWindow = Math.max(1, requests);
      held = Math.min(Number.isFinite(held) ? held : 0, capacity());
      filledAtMs = machine.clock.now();
    },
  };
}
