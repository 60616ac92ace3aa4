import type { Clock } from '../lib/clock.js';
import type { Random } from '../lib/random.js';
import { MirrorStopped } from './mirror-failure.js';

/** What a mirror takes from the machine it runs on: how long others take and how long to wait is not ours to turn. */
export interface Machine {
  clock: Clock;
  random: Random;
  /** Resolves after `ms`, or at once when `stop` is aborted. */
  pause(ms: number, stop: AbortSignal): Promise<void>;
  /** Aborted once the mirror shall stop. */
  stop: AbortSignal;
  /** How long an answer may take as a whole, ms. */
  timeoutMs: number;
  /** Told what is waited for. */
  say(text: string): void;
}

/** Waits. Throws MirrorStopped where the mirror shall stop. */
export async function wait(machine: Machine, ms: number): Promise<void> {
  throwIfStopped(machine);
  await machine.pause(ms, machine.stop);
  throwIfStopped(machine);
}

/** Throws MirrorStopped where the mirror shall stop. */
export function throwIfStopped({ stop }: Machine): void {
  if (stop.aborted) throw new MirrorStopped('stopped');
}
