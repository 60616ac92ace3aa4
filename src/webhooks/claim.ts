import type { Clock } from '../lib/clock.js';
import { type ClaimedDelivery, claimDeliveries } from '../storage/deliveries.js';
import type { Store } from '../storage/store.js';
import type { Subscription } from '../storage/subscriptions.js';
import type { Transaction } from '../storage/tables.js';
import type { Claimed } from './claimed.js';
import { Lane } from './lane.js';
import { makeDeliveries } from './make-deliveries.js';

interface ClaimOptions {
  store: Store;
  clock: Clock;
  machine: Clock;
  leaseMs: number;
}

/** Subscriptions with something due, and the lanes they go by. */
export interface Due {
  subscription: Subscription;
  lane: Lane;
}

/** What has been learned about callbacks is forgotten where there are more than these. */
const LANES_KEPT = 1000;

/** Claims what is due for lanes that have room, lane by lane. */
export function createClaims({ store, clock, machine, leaseMs }: ClaimOptions) {
  const lanes = new Map<string, Lane>();

  function laneOf({ callbackUrl }: Subscription): Lane {
    const lane = lanes.get(callbackUrl) ?? new Lane();
    lanes.set(callbackUrl, lane);
    return lane;
  }

  return {
    lanes: (): Iterable<Lane> => lanes.values(),

    beat(): void {
      for (const lane of lanes.values()) lane.beat();
    },

    wake(): void {
      for (const lane of lanes.values()) lane.wake();
    },

    /** Whether a lane that sends soon has nothing more to send, or none does; nobody waits for narrow ones. */
    isAnyLow(): boolean {
      const sending = [...lanes.values()].filter(({ length, inFlight, isNarrow }) => !isNarrow && length + inFlight > 0);
      return sending.length === 0 || sending.some(({ isLow }) => isLow);
    },

    /** Whether something due waits for a lane, in it or before it; as of the last look. */
    isAnyWaiting: (): boolean => [...lanes.values()].some(({ hasMore, length }) => hasMore || length > 0),

    /** What is due for lanes that want more; nothing of subscriptions that have expired. */
    async look(living: readonly Subscription[]): Promise<Due[]> {
      if (lanes.size > LANES_KEPT) for (const [url, lane] of lanes) if (lane.length + lane.inFlight === 0) lanes.delete(url);
      for (const lane of lanes.values()) if (lane.wantsMore) lane.hasMore = false;
      const nowMs = clock.now();
      const valid = living.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
      const filled = valid.filter(({ callbackUrl }) => lanes.get(callbackUrl)?.wantsMore === false);
      if (filled.length === valid.length) return [];
      const except = filled.map(({ subscriptionNo }) => subscriptionNo);
      const waiting = new Set(await store.deliveries.waiting(nowMs, machine.now(), except));
      const due = valid.filter(({ subscriptionNo }) => waiting.has(subscriptionNo));
      return due.map((subscription) => ({ subscription, lane: laneOf(subscription) }));
    },

    /** Claims what is due within a transaction; what this process holds already is left out. */
    async claim(db: Transaction, due: readonly Due[], claimed: Claimed, isHeld: (delivery: ClaimedDelivery) => boolean): Promise<void> {
      const times = { nowMs: clock.now(), machineMs: machine.now(), leaseMs };
      for (const { subscription, lane } of due) {
        const limit = claimed.roomOf(lane);
        const rows = limit === 0 ? [] : await claimDeliveries(db, { ...times, subscriptionNo: subscription.subscriptionNo, limit });
        claimed.reserve(lane, rows.length);
        lane.hasMore ||= rows.length === limit;
        for (const row of rows) if (!isHeld(row)) claimed.add(lane, row, subscription, times.machineMs + leaseMs);
      }
    },

    /**
     * Makes deliveries of changes, and claims those for which there is room in a lane that has nothing waiting before them. `isCareful`:
     * ends once that fills all lanes that have got some, so that nothing has to be claimed later. Tells whether there are further changes.
     */
    async make(db: Transaction, claimed: Claimed, isCareful: boolean): Promise<boolean> {
      const nowMs = clock.now();
      const leasedUntilMs = machine.now() + leaseMs;
      /** Lanes that got some and have room left. */
      const open = new Set<Lane>();
      let isAnyFull = false;
      const lease = (subscription: Subscription, dueAtMs: number) => {
        if (dueAtMs > nowMs || subscription.expiresAtMs <= nowMs) return 0;
        const lane = laneOf(subscription);
        lane.hasMore ||= claimed.roomOf(lane) === 0;
        if (lane.hasMore) return 0;
        claimed.reserve(lane, 1);
        if (claimed.roomOf(lane) > 0) open.add(lane);
        else {
          open.delete(lane);
          isAnyFull ||= !lane.isNarrow;
        }
        return leasedUntilMs;
      };
      const isEnough = () => isCareful && isAnyFull && open.size === 0;
      const { deliveries, hasMore } = await makeDeliveries(db, nowMs, { lease, isEnough });
      for (const { delivery, subscription } of deliveries) {
        if (delivery.leasedUntilMs > 0) claimed.add(laneOf(subscription), delivery, subscription, leasedUntilMs);
      }
      return hasMore;
    },
  };
}
