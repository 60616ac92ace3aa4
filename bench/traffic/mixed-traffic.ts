import { below, createChance } from '../chance.js';
import { DAYS, documentId, FIRST_DAY } from '../daily-sleep-data.js';
import { DAY_MS, dayText } from '../product.js';
import { createZipf } from '../zipf.js';
import type { Traffic, TrafficAsk } from './ask.js';

const LIST_DAYS = 30;
const HOUR_MS = 3_600_000;
/** The day after the last one in the store. */
const TODAY = FIRST_DAY + DAYS;
/** Far from the ids of the documents that are there. */
const TODAY_IDS = 1_000_000;
/** Answers whose tags are remembered to ask for the same again. */
const REMEMBERED = 256;
const DATA = '/v2/usercollection';

interface MixedOptions {
  /** `tokens[n]` belongs to the user with the number n + 1. */
  tokens: readonly string[];
  adminToken: string;
  seed: number;
  /** Of the requests, from 0 to 1. */
  writes?: number;
}

/**
 * 90 % reads of apps, unless told otherwise, whose users follow Zipf's law, and 10 % writes of rings, which come from all users alike: today's daily_sleep, or
 * the heart rate of another hour. Of the reads, 3 % are wrong on purpose.
 */
export function createMixedTraffic({ tokens, adminToken, seed, writes = 0.1 }: MixedOptions): Traffic {
  const chance = createChance(seed);
  // A store that is kept has rows of an earlier run: other values are written over them.
  const values = createChance(Date.now());
  const reader = createZipf(tokens.length, chance);
  const hours = new Uint16Array(tokens.length);
  const seen: Pick<TrafficAsk, 'path' | 'token' | 'ifNoneMatch'>[] = [];
  let turn = 0;

  const get = (kind: string, user: number, path: string, accepts: readonly number[] = [200]): TrafficAsk => {
    return { kind, method: 'GET', path: `${DATA}/${path}`, token: tokens[user] as string, accepts };
  };
  const remembered = (ask: TrafficAsk): TrafficAsk => {
    const { path, token } = ask;
    const tagged = (ifNoneMatch: string) => {
      seen[turn++ % REMEMBERED] = { path, token, ifNoneMatch };
    };
    return { ...ask, tagged };
  };
  const list = (user: number) => {
    const from = FIRST_DAY + below(chance, DAYS - LIST_DAYS + 1);
    return get('list', user, `daily_sleep?start_date=${dayText(from)}&end_date=${dayText(from + LIST_DAYS - 1)}`);
  };
  const one = (user: number) => get('one', user, `daily_sleep/${documentId(user + 1, below(chance, DAYS))}`);
  const latestHeartRate = (user: number) => {
    const fromMs = TODAY * DAY_MS + ((hours[user] as number) - 24) * HOUR_MS;
    return get('heart rate', user, `heartrate?start_datetime=${new Date(fromMs).toISOString()}`);
  };
  const again = (user: number): TrafficAsk => {
    const known = seen[below(chance, seen.length)];
    // 200 where a ring has written since.
    return known ? { ...known, kind: 'again', method: 'GET', accepts: [304, 200] } : list(user);
  };
  const wrong = [
    (user: number) => ({ ...get('wrong token', user, 'daily_sleep', [401]), token: 'of-nobody' }),
    (user: number) => get('wrong id', user, 'daily_sleep/00000000-0000-4000-8000-000000000000', [404]),
    (user: number) => get('wrong date', user, 'daily_sleep?start_date=tomorrow', [422]),
  ];
  const read = (): TrafficAsk => {
    const user = reader();
    const kind = chance();
    if (kind < 0.6) return remembered(list(user));
    if (kind < 0.75) return remembered(one(user));
    if (kind < 0.85) return latestHeartRate(user);
    if (kind < 0.9) return get('personal info', user, 'personal_info');
    if (kind < 0.97) return again(user);
    return (wrong[below(chance, wrong.length)] as (typeof wrong)[number])(user);
  };

  const put = (kind: string, user: number, what: string, body: unknown): TrafficAsk => {
    return { kind, method: 'PUT', path: `/admin/v1/users/user-${user + 1}/${what}`, token: adminToken, body, accepts: [200] };
  };
  const putNight = (user: number) => {
    const [id, day] = [documentId(user + TODAY_IDS, 0), dayText(TODAY)];
    const body = {
      id,
      day,
      score: 55 + below(values, 45),
      contributors: { deep_sleep: 40 + below(values, 61) },
      timestamp: `${day}T00:00:00Z`,
    };
    return put('write of a document', user, 'documents/daily_sleep', body);
  };
  const putHour = (user: number) => {
    const fromMs = TODAY * DAY_MS + (hours[user] as number) * HOUR_MS;
    hours[user] = (hours[user] as number) + 1;
    const rows = Array.from({ length: 12 }, (_, at) => {
      return { timestamp: new Date(fromMs + at * 300_000).toISOString(), bpm: 50 + below(values, 50), source: 'awake' };
    });
    return put('write of heart rate', user, 'series/heartrate', rows);
  };

  return () => {
    if (chance() >= writes) return read();
    return (chance() < 0.5 ? putNight : putHour)(below(chance, tokens.length));
  };
}
