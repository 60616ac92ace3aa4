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
  /** User and document: its events leave one after the other. */
  object: string;
}

/** Requests at once to one callback URL: so many that the receiver has something to do while a commit is on its way to the disk. */
const WIDEST = 32;
const WIDE_AT_FIRST = 4;
/** Beats from the end of one request to the next of a narrow one, at most: twice as many after each failure. */
const LONGEST_REST = 10;
/** How many are claimed ahead for each that may be under way, and with how few of them left more are claimed. */
const AHEAD = 48;
const LOW = 8;
/** Of what was taken, so much may still lie in front of the queue: moving the rest for each would take longer than signing. */
const TAKEN_KEPT = 500;

/** What is on its way to one callback URL; one that does not answer as it should narrows down to one request at a time. */
export class Lane {
  inFlight = 0;
  /** Objects with an event under way: the next one waits for it. */
  private readonly busy = new Set<string>();
  /** Whether the store is known to have more than was claimed. */
  hasMore = false;
  private width = WIDE_AT_FIRST;
  /** Of a narrow one, whether another may start before it has rested. */
  private hasRation = true;
  /** Beats that a narrow one rests after a request, and those still to come. */
  private rest = 1;
  private restLeft = 0;
  private queue: Ready[] = [];
  /** Where the queue begins. */
  private first = 0;

  get length(): number {
    return this.queue.length - this.first;
  }

  /** Whether it has narrowed down to a single request. */
  get isNarrow(): boolean {
    return this.width === 1;
  }

  /** How many more should be claimed. */
  get room(): number {
    if (this.isNarrow) return this.hasRation ? Math.max(0, 1 - this.length) : 0;
    return Math.max(0, this.width * AHEAD - this.length);
  }

  /** Whether it is time for more, if there is any; never of a narrow one, so that it makes no work while others send. */
  get isLow(): boolean {
    return !this.isNarrow && this.length <= this.width * LOW;
  }

  /** Whether to look for more. */
  get wantsMore(): boolean {
    return this.isLow || (this.isNarrow && this.room > 0);
  }

  /** Whether another request may start. */
  get isOpen(): boolean {
    return this.length > 0 && this.inFlight < this.width && (this.hasRation || !this.isNarrow);
  }

  /** A tenth of a second has passed. */
  beat(): void {
    if (this.restLeft > 0) this.restLeft--;
    this.hasRation ||= this.restLeft === 0;
  }

  /** Ends its rest, since somebody waits. */
  wake(): void {
    this.hasRation = true;
  }

  add(ready: Ready[]): void {
    const last = this.queue.at(-1);
    this.queue.push(...ready);
    const isSorted = (last?.delivery.deliveryNo ?? 0) < (ready[0]?.delivery.deliveryNo ?? 0);
    // Subscriptions are claimed one after the other; changes are told in their order.
    if (!isSorted) this.queue = this.empty().sort((a, b) => a.delivery.deliveryNo - b.delivery.deliveryNo);
  }

  /** Takes the first one whose object is not busy. */
  take(): Ready | null {
    let at = this.first;
    while (at < this.queue.length && this.busy.has((this.queue[at] as Ready).object)) at++;
    const taken = this.queue[at];
    if (taken === undefined) return null;
    if (at > this.first) this.queue.splice(at, 1);
    else if (++this.first === TAKEN_KEPT) this.queue = this.empty();
    return taken;
  }

  /** Takes all of them. */
  empty(): Ready[] {
    const all = this.queue.slice(this.first);
    [this.queue, this.first] = [[], 0];
    return all;
  }

  /** One is on its way. */
  start({ object }: Ready): void {
    this.inFlight++;
    this.hasRation = false;
    this.busy.add(object);
  }

  /** It has ended, as it should or not. */
  end({ object }: Ready, isGood: boolean): void {
    this.inFlight--;
    this.busy.delete(object);
    if (isGood) [this.rest, this.restLeft] = [1, 0];
    else if (this.isNarrow && this.restLeft === 0) {
      [this.restLeft, this.rest] = [this.rest, Math.min(LONGEST_REST, 2 * this.rest)];
      this.hasRation = false;
    }
    this.width = isGood ? Math.min(WIDEST, this.width + 1) : Math.max(1, Math.floor(this.width / 2));
  }
}
