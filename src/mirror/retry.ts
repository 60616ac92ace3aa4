import type { JsonAnswer } from './exchange-json.js';
import { type Machine, throwIfStopped, wait } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import { type Pacer, WINDOW_MS } from './pacer.js';

/** How often a request is sent before the run ends. */
const ATTEMPTS = 8;
/** How often in a row it is put off. */
const PATIENCE = 20;
const FIRST_WAIT_MS = 1000;
const DEFAULT_RETRY_AFTER_S = 60;
const LONGEST_RETRY_AFTER_S = 3600;

/**
 * Sends a request until it is answered with something other than 429, 5xx, a broken body or no connection. Throws MirrorFailure after
 * eight failures, MirrorStopped where the mirror shall stop.
 */
export async function withRetries(machine: Machine, pacer: Pacer, send: () => Promise<JsonAnswer>): Promise<JsonAnswer> {
  for (let failures = 0, refusals = 0; ; ) {
    await pacer.take();
    throwIfStopped(machine);
    const answer = await send();
    throwIfStopped(machine);
    if (answer.status === 429) {
      if (++refusals > PATIENCE)
        throw new MirrorFailure('trouble', `The upstream has refused ${PATIENCE} times in a row for its rate limit.`);
      heedLimit(pacer, answer.headers);
      const seconds = retryAfter(answer.headers, machine.clock.now());
      machine.say(`The upstream's rate limit is reached: waiting ${seconds} s, as it asks.`);
      await wait(machine, seconds * 1000);
      continue;
    }
    const problem = answer.status >= 500 ? `it answered ${answer.status}` : answer.problem;
    if (problem === null) return answer;
    if (++failures === ATTEMPTS) {
      throw new MirrorFailure(
        'trouble',
        `The upstream failed ${ATTEMPTS} times in a row: ${problem}. What was copied stays; run again to go on.`,
      );
    }
    const jitter = 0.5 + (machine.random.bytes(1)[0] as number) / 256;
    const ms = Math.round(FIRST_WAIT_MS * 2 ** (failures - 1) * jitter);
    machine.say(`The upstream failed (${problem}): trying again in ${(ms / 1000).toFixed(1)} s, ${failures} of ${ATTEMPTS - 1}.`);
    await wait(machine, ms);
  }
}

/** Stays below half of a limit that the upstream tells of. */
function heedLimit(pacer: Pacer, headers: Headers): void {
  const [limit, window] = [Number(headers.get('x-ratelimit-limit')), Number(headers.get('x-ratelimit-window'))];
  if (limit > 0 && window > 0) pacer.lowerTo(Math.floor(((limit / 2) * WINDOW_MS) / (window * 1000)));
}

/** Seconds, from either form that RFC 9110 §10.2.3 knows. */
function retryAfter(headers: Headers, nowMs: number): number {
  const text = headers.get('retry-after') ?? '';
  const dated = (Date.parse(text) - nowMs) / 1000;
  const seconds = /^\d+$/.test(text) ? Number(text) : Number.isNaN(dated) ? DEFAULT_RETRY_AFTER_S : Math.ceil(dated);
  return Math.min(Math.max(seconds, 1), LONGEST_RETRY_AFTER_S);
}
