import { CLOCK_SETTING } from './http/admin/clock.js';
import type { ClockSetting, TurnableClock } from './lib/clock.js';
import type { Store } from './storage/store.js';

/** How often it is looked at where nobody asks, in ms of the machine's time. */
const BEAT_MS = 100;

interface FollowerOptions {
  store: Store;
  clock: TurnableClock;
  onUnexpected(error: unknown): void;
}

/** Keeps the clock as whichever process of this store turned it last. */
export interface ClockFollower {
  /** Takes over what has been committed by now. */
  follow(): Promise<void>;
  stop(): void;
}

/** Follows until it is stopped. */
export function startClockFollower({ store, clock, onUnexpected }: FollowerOptions): ClockFollower {
  let seenVersion: number | null = null;
  let seenSetting = '';
  async function follow(): Promise<void> {
    const version = store.engine.dataVersion();
    if (version !== null && version === seenVersion) return;
    seenVersion = version;
    const setting = await store.settings.get<ClockSetting>(CLOCK_SETTING);
    const text = JSON.stringify(setting);
    if (setting && text !== seenSetting) clock.restore(setting);
    seenSetting = text;
  }
  const timer = setInterval(() => follow().catch(onUnexpected), BEAT_MS);
  timer.unref();
  return { follow, stop: () => clearInterval(timer) };
}
