import { CLOCK_SETTING, type Follower } from './http/admin/clock.js';
import type { ClockSetting, TurnableClock } from './lib/clock.js';
import type { Store } from './storage/store.js';

/** How often it is looked at where nobody asks, in ms of the machine's time. */
const BEAT_MS = 100;

interface FollowerOptions {
  store: Store;
  clock: TurnableClock;
  onUnexpected(error: unknown): void;
}

export interface ClockFollower extends Follower {
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
  const isCheap = store.engine.dataVersion() !== null;
  return {
    follow: isCheap ? follow : null,
    followed: () => new Promise((resolve) => setTimeout(resolve, isCheap ? 0 : 2 * BEAT_MS)),
    stop: () => clearInterval(timer),
  };
}
