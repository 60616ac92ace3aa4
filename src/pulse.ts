import { CLOCK_SETTING } from './http/admin/clock.js';
import type { TurnableClock } from './lib/clock.js';
import type { Simulation } from './simulator/service/create-simulation.js';
import type { Store } from './storage/store.js';

/** How often simulated users are looked after, in ms of the machine's time. */
const BEAT_MS = 1000;
/** In time lapse, when a second can be hours. */
const LAPSE_BEAT_MS = 200;

interface PulseOptions {
  store: Store;
  simulation: Simulation;
  clock: TurnableClock;
  onUnexpected(error: unknown): void;
}

/** Lets simulated users live on as the clock goes, until it is stopped; in time lapse the store remembers how far the clock is. */
export function startPulse({ store, simulation, clock, onUnexpected }: PulseOptions): { stop(): Promise<void> } {
  let beat: Promise<void> = Promise.resolve();
  let isBusy = false;
  const run = async () => {
    isBusy = true;
    try {
      if (clock.pace !== 1 && !('frozenAtMs' in clock.setting)) await store.settings.put(CLOCK_SETTING, clock.setting);
      await simulation.catchUp(clock.now());
    } catch (error) {
      onUnexpected(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(
    () => {
      if (!isBusy) beat = run();
    },
    clock.pace === 1 ? BEAT_MS : LAPSE_BEAT_MS,
  );
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await beat;
    },
  };
}
