import { documentCollections } from '../collections/index.js';
import { DAY_MS } from '../lib/dates.js';
import { EVENT_TYPES } from '../storage/subscriptions.js';
import { exchangeJson, type JsonAnswer } from './exchange-json.js';
import type { Machine } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import type { Pacer } from './pacer.js';
import { withRetries } from './retry.js';

/** A subscription that ends within so long is renewed. */
const RENEW_MS = 45 * DAY_MS;

interface SubscribeOptions {
  machine: Machine;
  pacer: Pacer;
  source: string;
  clientId: string;
  clientSecret: string;
  callbackUrl: string;
  verificationToken: string;
}

/** Numbers of subscriptions. */
export interface SubscribedReport {
  made: number;
  renewed: number;
  /** They were there already. */
  present: number;
  /** The app's events of this kind go to another address. */
  elsewhere: number;
  /** The upstream does not offer them. */
  refused: number;
}

type Wire = { id: string; callback_url: string; event_type: string; data_type: string; expiration_time: string };

/** Subscribes to every event of every collection that has none yet, and renews what ends soon. Throws MirrorFailure. */
export async function keepSubscribed(options: SubscribeOptions): Promise<SubscribedReport> {
  const { machine, source, callbackUrl, clientId, clientSecret } = options;
  const headers = { 'x-client-id': clientId, 'x-client-secret': clientSecret, 'content-type': 'application/json' };
  const ask = (method: string, path: string, body?: object): Promise<JsonAnswer> =>
    withRetries(machine, options.pacer, () =>
      exchangeJson(machine, `${source}/v2/webhook/subscription${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
  const listed = await ask('GET', '');
  if (listed.status === 401) throw new MirrorFailure('usage', 'The upstream does not know this client id and secret (webhooks).');
  if (listed.status !== 200 || !Array.isArray(listed.body)) {
    throw new MirrorFailure('trouble', `The list of subscriptions was answered ${listed.status}: ${listed.text.slice(0, 200)}`);
  }
  const report: SubscribedReport = { made: 0, renewed: 0, present: 0, elsewhere: 0, refused: 0 };
  for (const { dataType } of documentCollections) {
    for (const eventType of EVENT_TYPES) {
      const known = (listed.body as Wire[]).find((one) => one.data_type === dataType && one.event_type === eventType);
      if (known && known.callback_url !== callbackUrl) report.elsewhere++;
      else if (known) {
        const isEnding = Date.parse(known.expiration_time) < machine.clock.now() + RENEW_MS;
        if (isEnding && (await ask('PUT', `/renew/${known.id}`)).status === 200) report.renewed++;
        else report.present++;
      } else {
        const wanted = { callback_url: callbackUrl, verification_token: options.verificationToken };
        report[made(await ask('POST', '', { ...wanted, event_type: eventType, data_type: dataType }), callbackUrl)]++;
      }
    }
  }
  return report;
}

function made({ status, body, text }: JsonAnswer, callbackUrl: string): 'made' | 'elsewhere' | 'refused' {
  if (status === 201 || status === 200) return 'made';
  if (status === 409) return 'elsewhere';
  const { detail } = (body ?? {}) as { detail?: unknown };
  // A list of issues is about one data type it does not have; a sentence is about the callback.
  const isAboutType = Array.isArray(detail) && JSON.stringify(detail).includes('data_type');
  if (isAboutType) return 'refused';
  throw new MirrorFailure('usage', `The upstream does not accept ${callbackUrl} for webhooks (${status}): ${text.slice(0, 300)}`);
}
