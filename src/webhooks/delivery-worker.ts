import type { Clock } from '../lib/clock.js';
import type { AuditTrail } from '../oauth/audit-trail.js';
import { settleDeliveries } from '../storage/deliveries.js';
import type { Store } from '../storage/store.js';
import { endSubscription, findSubscription } from '../storage/subscriptions.js';
import type { Transaction } from '../storage/tables.js';
import { attempt, givenBack, type Outcome } from './attempt.js';
import { createClaims } from './claim.js';
import type { HiddenObjects } from './hidden-objects.js';
import type { Lane, Ready } from './lane.js';
import { hasNews, makeDeliveries } from './make-deliveries.js';
import type { Outgoing } from './outgoing.js';

/** Requests at once, to all callbacks together. */
const WIDEST = 256;
/** Attempts that are written together. */
const BATCH = 150;

export interface DeliveryWorkerOptions {
  store: Store;
  clock: Clock;
  /** The machine's time, by which leases run: a process that died must not keep what it claimed for as long as a clock stands still. */
  machine: Clock;
  masterKey: Uint8Array;
  trail: AuditTrail;
  outgoing: Outgoing;
  hidden: HiddenObjects;
  /** Seconds from one attempt to the next. */
  schedule: readonly number[];
  onUnexpected(error: unknown): void;
}

/** Turns changes into deliveries and sends what is due. */
export interface DeliveryWorker {
  /** Looks for something to do; to be called some times a second. */
  tick(): void;
  /** Sends everything that is due by now. Rejects where the store cannot be written. */
  settle(): Promise<void>;
  /** Lets what is under way end, writes that down and gives back the rest. */
  stop(): Promise<void>;
}

/** Builds the worker. Several processes may each have one on the same store. */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { store, clock, machine, outgoing, trail, onUnexpected } = options;
  const leaseMs = 2 * outgoing.timeoutMs;
  const claims = createClaims({ ...options, leaseMs });
  const outcomes: Outcome[] = [];
  /** Claimed, sent or not, until it is written what became of them. */
  const held = new Set<number>();
  /** Objects with an event under way to a callback: the next one waits for it. */
  const busy = new Set<string>();
  let [inFlight, isStopping, isAsked, didWork] = [0, false, false, false];
  let running: Promise<void> | null = null;
  const whenIdle: (() => void)[] = [];

  /** One transaction: writes what became of attempts, tells changes, claims what is due. */
  async function round(): Promise<void> {
    const living = isStopping ? [] : await store.subscriptions.list();
    const isNew = await hasNews(store, living);
    const due = await claims.look(living);
    const done = outcomes.splice(0);
    didWork = isNew || due.length > 0 || done.length > 0;
    if (!didWork) return;
    try {
      const claimed = await store.engine.transaction(async (db) => {
        await settleDeliveries(
          db,
          done.map(({ settled }) => settled),
        );
        for (const { goneNo } of done) if (goneNo !== null) await end(db, goneNo);
        if (isNew) await makeDeliveries(db, clock.now());
        return claims.claim(db, due, ({ deliveryNo }) => held.has(deliveryNo));
      });
      for (const { settled } of done) held.delete(settled.deliveryNo);
      await enqueue(claimed);
      isAsked ||= isNew;
    } catch (error) {
      outcomes.unshift(...done);
      throw error;
    }
  }

  async function enqueue(claimed: [Lane, Ready[]][]): Promise<void> {
    for (const [lane, ready] of claimed) {
      for (const one of ready) held.add(one.delivery.deliveryNo);
      const clientId = ready[0]?.subscription.clientId;
      const secret = clientId === undefined ? null : await claims.secretOf(clientId);
      lane.add(ready.map((one) => ({ ...one, secret })));
    }
    startAll();
  }

  async function end(db: Transaction, subscriptionNo: number): Promise<void> {
    const subscription = await findSubscription(db, subscriptionNo);
    if (!subscription || !(await endSubscription(db, subscriptionNo, 'gone'))) return;
    const { id, clientId } = subscription;
    await trail.append(db, { type: 'webhook.gone', clientId, reason: 'the receiver answered 410', detail: { id } });
  }

  function startAll(): void {
    for (const lane of claims.lanes()) start(lane);
  }

  function start(lane: Lane): void {
    while (lane.isOpen && inFlight < WIDEST) {
      const ready = lane.take((one) => !busy.has(objectOf(one)));
      if (!ready) return;
      // So late that another process might send it, too, before this one is through.
      if (ready.leasedUntilMs - machine.now() < outgoing.timeoutMs) held.delete(ready.delivery.deliveryNo);
      else void send(lane, ready);
    }
  }

  async function send(lane: Lane, ready: Ready): Promise<void> {
    const object = objectOf(ready);
    busy.add(object);
    inFlight++;
    lane.inFlight++;
    const outcome = await attempt(options, ready);
    outcomes.push(outcome);
    lane.learn(outcome.isSlow);
    lane.inFlight--;
    inFlight--;
    busy.delete(object);
    if (inFlight + 1 === WIDEST) startAll();
    else start(lane);
    if (outcomes.length >= BATCH || inFlight === 0 || lane.isRunningLow) ask().catch(onUnexpected);
    if (inFlight === 0) for (const resolve of whenIdle.splice(0)) resolve();
  }

  function ask(): Promise<void> {
    isAsked = true;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  async function run(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await round();
    }
  }

  const idle = () => (inFlight === 0 ? Promise.resolve() : new Promise<void>((resolve) => whenIdle.push(resolve)));

  return {
    tick: () => void ask().catch(onUnexpected),
    async settle() {
      do {
        await ask();
        await idle();
      } while (didWork || outcomes.length > 0);
    },
    async stop() {
      isStopping = true;
      await running?.catch(onUnexpected);
      for (const lane of claims.lanes()) for (const { delivery } of lane.empty()) outcomes.push(givenBack(delivery));
      await idle();
      await ask().catch(onUnexpected);
    },
  };
}

/** Events of one object to one callback leave one after the other. */
function objectOf({ delivery, subscription }: Ready): string {
  return `${subscription.callbackUrl} ${delivery.userNo} ${delivery.objectId}`;
}
