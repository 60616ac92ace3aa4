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

type Answer = (request: Request) => Response | Promise<Response>;

export interface ClockFollower extends Follower {
  /** The same after taking over what has been committed by then; at once where asking would cost each request a query, and soon is soon enough. */
  following(answer: Answer): Answer;
  stop(): void;
}

/** Follows until it is stopped. */
export function startClockFollower({ store, clock, onUnexpected }: FollowerOptions): ClockFollower {
  let seenVersion: number | null = null;
  let seenSetting = '';
  /** Null where nothing was committed since. */
  function follow(): Promise<void> | null {
    const version = store.engine.dataVersion();
    if (version !== null && version === seenVersion) return null;
    seenVersion = version;
    return takeOver();
  }
  async function takeOver(): Promise<void> {
    const setting = await store.settings.get<ClockSetting>(CLOCK_SETTING);
    const text = JSON.stringify(setting);
    if (setting && text !== seenSetting) clock.restore(setting);
    seenSetting = text;
  }
  /** What fails is told; whoever asks is answered by the clock as it was. */
  const caught = (error: unknown) => {
    seenVersion = null;
    onUnexpected(error);
  };
  const followQuietly = (): Promise<void> | null => {
    try {
      return follow()?.catch(caught) ?? null;
    } catch (error) {
      caught(error);
      return null;
    }
  };
  const timer = setInterval(followQuietly, BEAT_MS);
  timer.unref();
  const isCheap = store.engine.dataVersion() !== null;
  return {
    following(answer) {
      if (!isCheap) return answer;
      // Not as middleware, which would take longer than all of this.
      return (request) => {
        const followed = followQuietly();
        return followed === null ? answer(request) : followed.then(() => answer(request));
      };
    },
    followed: () => new Promise((resolve) => setTimeout(resolve, isCheap ? 0 : 2 * BEAT_MS)),
    stop: () => clearInterval(timer),
  };
}
