import type { Clock } from '../lib/clock.js';
import { unsealSecret } from '../oauth/app-secrets.js';
import { type ClaimedDelivery, claimDeliveries } from '../storage/deliveries.js';
import type { Store } from '../storage/store.js';
import type { Subscription } from '../storage/subscriptions.js';
import type { Transaction } from '../storage/tables.js';
import { Lane, type Ready } from './lane.js';

interface ClaimOptions {
  store: Store;
  clock: Clock;
  machine: Clock;
  masterKey: Uint8Array;
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
export function createClaims({ store, clock, machine, masterKey, leaseMs }: ClaimOptions) {
  const lanes = new Map<string, Lane>();
  const secrets = new Map<string, { sealed: Buffer; secret: string | null }>();

  function laneOf({ callbackUrl }: Subscription): Lane {
    const lane = lanes.get(callbackUrl) ?? new Lane();
    lanes.set(callbackUrl, lane);
    return lane;
  }

  /** Unsealed once for as long as it stays the same. */
  async function secretOf(clientId: string): Promise<string | null> {
    const stored = await store.apps.findSecret(clientId);
    const known = secrets.get(clientId);
    if (!stored) return null;
    if (known?.sealed.equals(stored.sealedSecret)) return known.secret;
    let secret: string | null = null;
    try {
      secret = unsealSecret(stored, masterKey, clientId);
    } catch {
      // Sealed under another key; the attempt says so.
    }
    secrets.set(clientId, { sealed: stored.sealedSecret, secret });
    return secret;
  }

  return {
    lanes: (): Iterable<Lane> => lanes.values(),

    /** What is due and has room in its lane. */
    async look(living: readonly Subscription[]): Promise<Due[]> {
      if (lanes.size > LANES_KEPT) for (const [url, lane] of lanes) if (lane.length + lane.inFlight === 0) lanes.delete(url);
      for (const lane of lanes.values()) lane.hasMore = false;
      const waiting = new Set(living.length === 0 ? [] : await store.deliveries.waiting(clock.now(), machine.now()));
      const due = living.filter(({ subscriptionNo }) => waiting.has(subscriptionNo));
      const offers = due.map((subscription) => ({ subscription, lane: laneOf(subscription) }));
      for (const { lane } of offers) lane.hasMore = lane.room === 0;
      return offers.filter(({ lane }) => !lane.hasMore);
    },

    /** Claims within a transaction; what this process holds already is left out. */
    async claim(db: Transaction, due: readonly Due[], isHeld: (delivery: ClaimedDelivery) => boolean): Promise<[Lane, Ready[]][]> {
      const claimed: [Lane, Ready[]][] = [];
      const rooms = new Map(due.map(({ lane }) => [lane, lane.room]));
      const times = { nowMs: clock.now(), machineMs: machine.now(), leaseMs };
      for (const { subscription, lane } of due) {
        const limit = rooms.get(lane) as number;
        if (limit === 0) {
          lane.hasMore = true;
          continue;
        }
        const rows = await claimDeliveries(db, { ...times, subscriptionNo: subscription.subscriptionNo, limit });
        rooms.set(lane, limit - rows.length);
        lane.hasMore ||= rows.length === limit;
        const leasedUntilMs = times.machineMs + leaseMs;
        const fresh = rows.filter((row) => !isHeld(row));
        claimed.push([lane, fresh.map((delivery) => ({ delivery, subscription, secret: null, leasedUntilMs }))]);
      }
      return claimed;
    },

    secretOf,
  };
}
