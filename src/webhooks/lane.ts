import type { ClaimedDelivery } from '../storage/deliveries.js';
import type { Subscription } from '../storage/subscriptions.js';

/** A claimed delivery with what is needed to send it. */
export interface Ready {
  delivery: ClaimedDelivery;
  subscription: Subscription;
  /** Null where it cannot be unsealed. */
  secret: string | null;
  /** By the machine's time. */
  leasedUntilMs: number;
}

/** Requests at once to one callback URL. */
const WIDEST = 10;
/** How many are claimed ahead for each that may be under way, and with how few of them left more are claimed. */
const AHEAD = 40;
const LOW = 10;

/** What is on its way to one callback URL; one that does not answer narrows down to one request at a time. */
export class Lane {
  inFlight = 0;
  /** Whether the store has more than was claimed. */
  hasMore = false;
  private width = WIDEST;
  private readonly queue: Ready[] = [];

  get length(): number {
    return this.queue.length;
  }

  /** How many more should be claimed. */
  get room(): number {
    return Math.max(0, this.width * AHEAD - this.queue.length);
  }

  /** Whether it is time to claim more. */
  get isRunningLow(): boolean {
    return this.hasMore && this.queue.length <= this.width * LOW;
  }

  /** Whether another request may start. */
  get isOpen(): boolean {
    return this.queue.length > 0 && this.inFlight < this.width;
  }

  add(ready: Ready[]): void {
    this.queue.push(...ready);
    // Subscriptions are claimed one after the other; changes are told in their order.
    this.queue.sort((a, b) => a.delivery.deliveryNo - b.delivery.deliveryNo);
  }

  /** Takes the first one that `isFree`. */
  take(isFree: (ready: Ready) => boolean): Ready | null {
    const at = this.queue.findIndex(isFree);
    return at < 0 ? null : (this.queue.splice(at, 1)[0] as Ready);
  }

  /** Takes all of them. */
  empty(): Ready[] {
    return this.queue.splice(0);
  }

  /** Learns from an attempt. */
  learn(isSlow: boolean): void {
    this.width = isSlow ? Math.max(1, Math.floor(this.width / 2)) : Math.min(WIDEST, this.width + 1);
  }
}
