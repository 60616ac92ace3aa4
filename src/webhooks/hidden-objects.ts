import type { Clock } from '../lib/clock.js';

/** Documents that one app cannot read yet, because its event shall come first. */
export interface HiddenObjects {
  hide(appNo: number, objectId: string): void;
  isHidden(appNo: number | null, objectId: string): boolean;
}

/** How long, by the server's clock. */
const HIDDEN_MS = 3000;

/** Builds it; what is hidden is known to this process only. */
export function createHiddenObjects(clock: Clock): HiddenObjects {
  const untilMs = new Map<string, number>();
  return {
    hide(appNo, objectId) {
      const nowMs = clock.now();
      for (const [key, until] of untilMs) if (until <= nowMs) untilMs.delete(key);
      untilMs.set(`${appNo} ${objectId}`, nowMs + HIDDEN_MS);
    },
    isHidden: (appNo, objectId) => untilMs.size > 0 && (untilMs.get(`${appNo} ${objectId}`) ?? 0) > clock.now(),
  };
}
