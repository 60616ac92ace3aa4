import { utcDateTime } from '../lib/dates.js';
import type { Payload } from '../storage/mirrors.js';
import type { Access } from './access.js';
import { exchangeJson, type JsonAnswer } from './exchange-json.js';
import type { Machine } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import type { Pacer } from './pacer.js';
import { withRetries } from './retry.js';

/** An answer that is not to be retried. */
export interface UpstreamAnswer {
  status: number;
  body: unknown;
  /** What its `detail` says, or an empty text. */
  detail: string;
  payload: Payload;
}

/** The data API of a server like Oura's. */
export interface Upstream {
  /** Asks below `/v2/usercollection/`. Throws MirrorFailure (403: the membership; what does not end) and MirrorStopped. */
  get(path: string, query?: Record<string, string>): Promise<UpstreamAnswer>;
  /** Whether the token opens anything at all. */
  isAlive(): Promise<boolean>;
  /** Requests sent so far. */
  readonly requests: number;
}

/** Builds it; `source` is an origin. */
export function createUpstream(machine: Machine, source: string, access: Access, pacer: Pacer): Upstream {
  let requests = 0;

  async function ask(url: string): Promise<JsonAnswer> {
    for (let isRenewed = false; ; isRenewed = true) {
      const token = await access.token();
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      const answer = await withRetries(machine, pacer, () => {
        requests++;
        return exchangeJson(machine, url, { headers });
      });
      const isRefused = answer.status === 401 && !isScopeMissing(detailOf(answer.body));
      if (!isRefused || isRenewed || !(await access.renew(token))) return answer;
    }
  }

  async function get(path: string, query: Record<string, string> = {}): Promise<UpstreamAnswer> {
    const request = `/v2/usercollection/${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
    const { status, body, text } = await ask(source + request);
    const detail = detailOf(body);
    if (status === 403) throw new MirrorFailure('membership', lapsed(source, detail));
    return { status, body, detail, payload: { request, at: utcDateTime(machine.clock.now()), text } };
  }

  return {
    get,
    isAlive: async () => (await get('personal_info')).status === 200,
    get requests() {
      return requests;
    },
  };
}

/** Whether a 401 speaks of a scope rather than of the token. */
export const isScopeMissing = (detail: string) => /not authorized.*scope/i.test(detail);

function detailOf(body: unknown): string {
  const detail = (body as { detail?: unknown } | null | undefined)?.detail;
  return typeof detail === 'string' ? detail : detail === undefined ? '' : JSON.stringify(detail);
}

function lapsed(source: string, detail: string): string {
  const words = detail === '' ? '' : ` (“${detail}”)`;
  return `${source} answers 403${words}: the membership of this account has expired. What was copied stays and is served as before; nothing new comes until the membership is renewed.`;
}
