import type { DeliveryWorker } from './webhooks/delivery-worker.js';
import type { Outgoing } from './webhooks/outgoing.js';

/** How often deliveries are looked after, in ms of the machine's time: nobody waits longer for an event than for its way. */
const BEAT_MS = 100;

/** Lets deliveries go on as the clock goes, and ends requests that take too long by the machine's time, until it is stopped. */
export function startDeliveryPulse(deliveries: DeliveryWorker, outgoing: Outgoing): { stop(): void } {
  const timer = setInterval(() => {
    outgoing.expire();
    deliveries.tick();
  }, BEAT_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
