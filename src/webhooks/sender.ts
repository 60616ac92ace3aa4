import { type AttemptContext, attempt, givenBack, type Outcome } from './attempt.js';
import type { Lane, Ready } from './lane.js';

/** Requests at once, to all callbacks together; those of narrow lanes, one each, do not count: a thousand dead callbacks stop nobody. */
const WIDEST = 256;

export interface SenderOptions extends AttemptContext {
  lanes(): Iterable<Lane>;
  /** Whether nothing has come up since it was claimed that forbids sending it. */
  isStillWanted(ready: Ready): boolean;
  /** Called with what became of an attempt, after the next ones have started. */
  onOutcome(outcome: Outcome, lane: Lane): void;
}

/** Sends what stands in lanes, as many at once as they and the whole allow. */
export function createSender(options: SenderOptions) {
  const { machine, outgoing, onOutcome } = options;
  let inFlight = 0;
  let counted = 0;
  const whenIdle: (() => void)[] = [];

  function startAll(): void {
    for (const lane of options.lanes()) start(lane);
  }

  function start(lane: Lane): void {
    while (lane.isOpen && (lane.isNarrow || counted < WIDEST)) {
      const ready = lane.take();
      if (!ready) return;
      // So late that another process might send it, too, before this one is through, or not wanted any more.
      const isLate = ready.leasedUntilMs - machine.now() < outgoing.timeoutMs;
      if (isLate || !options.isStillWanted(ready)) onOutcome(givenBack(ready.delivery), lane);
      else send(lane, ready);
    }
  }

  function send(lane: Lane, ready: Ready): void {
    const isCounted = !lane.isNarrow;
    inFlight++;
    if (isCounted) counted++;
    lane.start(ready);
    attempt(options, ready, (outcome) => {
      lane.end(ready, outcome.isGood);
      inFlight--;
      const wasFull = isCounted && counted-- === WIDEST;
      if (wasFull) startAll();
      else start(lane);
      onOutcome(outcome, lane);
      if (inFlight === 0) for (const resolve of whenIdle.splice(0)) resolve();
    });
  }

  return {
    startAll,
    isIdle: () => inFlight === 0,
    /** Resolves once nothing is under way. */
    idle: () => (inFlight === 0 ? Promise.resolve() : new Promise<void>((resolve) => whenIdle.push(resolve))),
  };
}
