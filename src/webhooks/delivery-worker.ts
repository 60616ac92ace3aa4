import type { Clock } from '../lib/clock.js';
import type { AuditTrail } from '../oauth/audit-trail.js';
import { forgetChanges } from '../storage/change-cursor.js';
import { holdStore } from '../storage/locks.js';
import type { Store } from '../storage/store.js';
import type { Subscription } from '../storage/subscriptions.js';
import { givenBack, type Outcome } from './attempt.js';
import { createClaims } from './claim.js';
import { Claimed } from './claimed.js';
import type { HiddenObjects } from './hidden-objects.js';
import { createKnownSecrets } from './known-secrets.js';
import { hasNews } from './make-deliveries.js';
import type { Outgoing } from './outgoing.js';
import { createSender } from './sender.js';
import { writeOutcomes } from './write-outcomes.js';

/** Attempts that are written together; with fewer they are written at the next tick. */
const BATCH = 750;
/** Changes wait so long for lanes to run low. */
const PATIENCE_MS = 500;

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
  /** Changes that the log keeps after they were told. */
  changesKept: number;
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

/** What concerns deliveries in the store, at a version of its data. */
interface Heard {
  version: number | null;
  subscriptions: readonly Subscription[];
  /** Whether there are changes to tell, to pass over or to forget. */
  hasNews: boolean;
}

const NOTHING_HEARD: Heard = { version: null, subscriptions: [], hasNews: false };

/** Builds the worker. Several processes may each have one on the same store. */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { store, clock, machine, outgoing, trail, changesKept, onUnexpected } = options;
  const claims = createClaims({ ...options, leaseMs: 2 * outgoing.timeoutMs });
  const secrets = createKnownSecrets(store, options.masterKey);
  const outcomes: Outcome[] = [];
  /** Claimed, sent or not, until it is written what became of them. */
  const held = new Set<number>();
  /** What the store said, which is asked again when something was committed. */
  let heard = NOTHING_HEARD;
  /** Subscriptions as of the last round. */
  let living = new Map<number, Subscription>();
  let [isStopping, isAsked, didWork] = [false, false, false];
  /** Changes are told when lanes run low; but nobody waits for lanes that are stuck. */
  let [hasUntold, mustTell, toldAtMs] = [false, true, 0];
  let running: Promise<void> | null = null;

  const sender = createSender({
    ...options,
    lanes: claims.lanes,
    isStillWanted({ subscription }) {
      const now = living.get(subscription.subscriptionNo);
      return now !== undefined && now.callbackUrl === subscription.callbackUrl && now.expiresAtMs > clock.now();
    },
    onOutcome(outcome, lane) {
      outcomes.push(outcome);
      const isLow = lane.isLow && (lane.hasMore || hasUntold);
      if (outcomes.length >= BATCH || isLow || sender.isIdle()) ask().catch(onUnexpected);
    },
  });

  async function listen(): Promise<Heard> {
    const version = store.engine.dataVersion();
    if (version !== null && version === heard.version) return heard;
    const subscriptions = await store.subscriptions.list();
    heard = { version, subscriptions, hasNews: await hasNews(store, subscriptions, changesKept) };
    return heard;
  }

  /** One transaction: writes what became of attempts, claims what is due, tells changes. */
  async function round(): Promise<void> {
    const { subscriptions, hasNews: hasChanges } = isStopping ? NOTHING_HEARD : await listen();
    hasUntold = hasChanges;
    const isAnyLow = claims.isAnyLow();
    const isTelling = hasUntold && (mustTell || isAnyLow);
    if (isTelling) [mustTell, toldAtMs] = [false, machine.now()];
    const due = await claims.look(subscriptions);
    const done = outcomes.splice(0);
    didWork = isTelling || due.length > 0 || done.length > 0;
    if (!isStopping) living = new Map(subscriptions.map((one) => [one.subscriptionNo, one]));
    if (!didWork) return;
    const claimed = new Claimed();
    try {
      // Beside others where it only writes and claims its own; changes and consent must stand still while events are made.
      await store.engine.sharedTransaction(async (db) => {
        if (isTelling || done.some(({ goneNo }) => goneNo !== null)) await holdStore(db);
        await writeOutcomes(db, trail, done);
        await claims.claim(db, due, claimed, ({ deliveryNo }) => held.has(deliveryNo));
        if (!isTelling) return;
        await forgetChanges(db, changesKept);
        hasUntold = await claims.make(db, claimed, isAnyLow);
      });
    } catch (error) {
      outcomes.unshift(...done);
      throw error;
    }
    for (const { settled } of done) held.delete(settled.deliveryNo);
    await secrets.fill(claimed);
    for (const [lane, ready] of claimed.byLane()) {
      for (const { delivery } of ready) held.add(delivery.deliveryNo);
      lane.add(ready);
    }
    sender.startAll();
    isAsked ||= hasUntold && isTelling && sender.isIdle();
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
      // Requests that came in meanwhile come first.
      if (isAsked) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    tick() {
      claims.beat();
      sender.startAll();
      mustTell ||= machine.now() - toldAtMs >= PATIENCE_MS;
      ask().catch(onUnexpected);
    },
    async settle() {
      do {
        claims.wake();
        sender.startAll();
        mustTell = true;
        await ask();
        await sender.idle();
        // A round that finds no room may follow one that did work.
      } while (didWork || outcomes.length > 0 || claims.isAnyWaiting());
    },
    async stop() {
      isStopping = true;
      await running?.catch(onUnexpected);
      for (const lane of claims.lanes()) for (const { delivery } of lane.empty()) outcomes.push(givenBack(delivery));
      await sender.idle();
      await ask().catch(onUnexpected);
    },
  };
}
