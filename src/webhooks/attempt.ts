import type { Clock } from '../lib/clock.js';
import type { Attempt, SettledDelivery } from '../storage/deliveries.js';
import { isStruck, readChaos } from './chaos.js';
import type { Answer } from './exchange.js';
import type { HiddenObjects } from './hidden-objects.js';
import type { Ready } from './lane.js';
import type { Outgoing } from './outgoing.js';
import { retryAfterSeconds, retryDelayMs } from './retry-schedule.js';
import { signedHeaders } from './signature.js';

/** What attempts are made with. */
export interface AttemptContext {
  clock: Clock;
  machine: Clock;
  outgoing: Outgoing;
  hidden: HiddenObjects;
  /** Seconds from one attempt to the next. */
  schedule: readonly number[];
}

/** An attempt with what becomes of the delivery. */
export interface Outcome {
  settled: SettledDelivery;
  /** The subscription, where its receiver never wants to hear of it again. */
  goneNo: number | null;
  /** The receiver took it as it should, so that it may have more at once. */
  isGood: boolean;
}

/** Of an answer's body that refuses, kept for the log. */
const KEPT_ANSWER = 200;
const NO_ANSWER: Omit<Answer, 'error'> = { status: null, retryAfter: null, tookMs: 0, text: '', isWhole: false };

/** Sends a delivery once and tells what became of it and what comes next. Told, not promised: promises would be a tenth of its time. */
export function attempt(context: AttemptContext, ready: Ready, tell: (outcome: Outcome) => void): void {
  const atMs = context.clock.now();
  const judged = (answer: Answer) => tell(judge(context, ready, answer, atMs));
  const { delivery, subscription, secret } = ready;
  const { changeSeq, attempts, body, objectId } = delivery;
  const chaos = readChaos(subscription.chaos);
  const isDropped = attempts === 0 && isStruck(chaos, 'drop-then-retry', changeSeq);
  if (secret === null || isDropped) {
    const error = isDropped ? 'dropped by chaos' : 'the secret of the app cannot be unsealed: `circlet app rotate-secret`';
    queueMicrotask(() => judged({ ...NO_ANSWER, error }));
    return;
  }
  const isFirst = isStruck(chaos, 'event-before-object', changeSeq) && attempts === 0 && subscription.eventType === 'create';
  if (isFirst) context.hidden.hide(subscription.appNo, objectId);
  const signing = isStruck(chaos, 'bad-signature', changeSeq) ? `not ${secret}` : secret;
  const request = { url: subscription.callbackUrl, method: 'POST', headers: signedHeaders(signing, atMs, body), body } as const;
  context.outgoing.dispatch(request, judged);
}

function judge({ clock, machine, schedule }: AttemptContext, { delivery }: Ready, answer: Answer, atMs: number): Outcome {
  const { deliveryNo, dueAtMs } = delivery;
  const attempts = delivery.attempts + 1;
  const { status } = answer;
  const isDelivered = status !== null && status >= 200 && status < 400;
  const told = isDelivered || answer.text === '' ? null : answer.text.slice(0, KEPT_ANSWER);
  const made: Attempt = { atMs, status, error: answer.error, tookMs: answer.tookMs, answer: told };
  const history = appended(delivery.history, made);
  const settled = (state: SettledDelivery['state'], due = dueAtMs): Outcome => ({
    settled: { deliveryNo, state, attempts, dueAtMs: due, history },
    goneNo: status === 410 ? delivery.subscriptionNo : null,
    isGood: isDelivered && status < 300 && answer.isWhole,
  });
  if (isDelivered) return settled('delivered');
  if (status === 410) return settled('cancelled');
  const delayMs = retryDelayMs(schedule, attempts, deliveryNo, retryAfterSeconds(answer.retryAfter, machine.now()));
  return delayMs === null ? settled('failed') : settled('pending', clock.now() + delayMs);
}

/** Gives a claimed delivery back without an attempt. */
export function givenBack({ deliveryNo, attempts, dueAtMs, history }: Ready['delivery']): Outcome {
  return { settled: { deliveryNo, state: 'pending', attempts, dueAtMs, history }, goneNo: null, isGood: false };
}

/** The history is JSON already; most of the time there is none yet. */
function appended(history: string, made: Attempt): string {
  return history === '[]' ? `[${JSON.stringify(made)}]` : `${history.slice(0, -1)},${JSON.stringify(made)}]`;
}
