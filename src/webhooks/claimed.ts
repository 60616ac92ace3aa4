import type { ClaimedDelivery } from '../storage/deliveries.js';
import type { Subscription } from '../storage/subscriptions.js';
import type { Lane, Ready } from './lane.js';

/** What one transaction claims for lanes, no more than has room in them. */
export class Claimed {
  private readonly rooms = new Map<Lane, number>();
  private readonly found = new Map<Lane, Ready[]>();

  /** How many more the lane takes. */
  roomOf(lane: Lane): number {
    return this.rooms.get(lane) ?? lane.room;
  }

  /** Takes room for so many. */
  reserve(lane: Lane, count: number): void {
    this.rooms.set(lane, this.roomOf(lane) - count);
  }

  add(lane: Lane, delivery: ClaimedDelivery, subscription: Subscription, leasedUntilMs: number): void {
    const object = `${delivery.userNo} ${delivery.objectId}`;
    const ready: Ready = { delivery, subscription, secret: null, leasedUntilMs, object };
    const known = this.found.get(lane);
    if (known) known.push(ready);
    else this.found.set(lane, [ready]);
  }

  /** What was claimed, by lanes. */
  byLane(): Iterable<[Lane, Ready[]]> {
    return this.found;
  }
}
