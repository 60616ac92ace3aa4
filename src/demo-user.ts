import { SCOPES, type SeriesCollection } from './collections/define.js';
import { documentCollections, seriesCollections } from './collections/index.js';
import { type ReadDocument, readDocument } from './collections/read-document.js';
import { emptyRows, type SeriesRows } from './collections/series-rows.js';
import type { DemoPerson } from './demo/demo-person.js';
import type { Ledger } from './ledger/ledger.js';
import type { Clock } from './lib/clock.js';
import { utcDateTime, utcDay } from './lib/dates.js';
import { base32, newUuid, tokenHash } from './lib/ids.js';
import type { Random } from './lib/random.js';
import type { Store } from './storage/store.js';
import type { User } from './storage/users.js';

/** Days of history the demo user starts with; the ring set-ups lie further back and are added apart from them. */
const HISTORY_DAYS = 90;
const RING_HISTORY_DAYS = 5000;
const SETTING = 'demo-user';
const TOKEN_ID = 'demo';

interface DemoSetting {
  userId: string;
  /** Kept, unlike other tokens' texts, so that each start can print it again: it opens made-up data only. */
  token: string;
  /** The last day whose documents are complete. */
  throughDay: number;
}

export interface DemoUser {
  id: string;
  email: string | null;
  token: string;
}

interface DemoOptions {
  store: Store;
  ledger: Ledger;
  clock: Clock;
  random: Random;
  person: DemoPerson;
}

/** Finds the demo user and brings its data up to the present; with `create`, makes it in a store without users. */
export async function prepareDemoUser(options: DemoOptions, create: boolean): Promise<DemoUser | null> {
  const { store, clock } = options;
  const today = utcDay(clock.now());
  const setting = (await store.settings.get<DemoSetting>(SETTING)) ?? (create ? await addDemoUser(options, today) : null);
  const user = setting && (await store.users.find(setting.userId));
  if (!setting || !user) return null;
  if (setting.throughDay < today - 1) {
    await writeDays(options, user, setting.throughDay + 1, today);
    await store.settings.put(SETTING, { ...setting, throughDay: today - 1 });
  }
  return { id: user.id, email: user.email, token: setting.token };
}

async function addDemoUser({ store, clock, random, person }: DemoOptions, today: number): Promise<DemoSetting | null> {
  if ((await store.users.list()).length > 0) return null;
  const createdAt = utcDateTime(clock.now());
  const user = await store.users.add({ ...person.profile, id: newUuid(random), createdAt });
  const token = base32(random.bytes(20));
  await store.tokens.put({
    userNo: user.userNo,
    id: TOKEN_ID,
    hash: tokenHash(token),
    label: 'demo',
    scopes: [...SCOPES],
    createdAt,
    expiresAtMs: null,
  });
  const setting = { userId: user.id, token, throughDay: today - HISTORY_DAYS - 1 };
  await store.settings.put(SETTING, setting);
  return setting;
}

/** Writes what has happened by now of the given days, in one transaction. */
async function writeDays({ ledger, clock, person }: DemoOptions, user: User, fromDay: number, today: number): Promise<void> {
  const now = clock.now();
  await ledger.transaction(async (to) => {
    for (const collection of documentCollections) {
      const firstDay = collection.isDated ? fromDay : fromDay - RING_HISTORY_DAYS;
      const documents: ReadDocument[] = [];
      for (let day = firstDay; day <= today; day++) {
        for (const document of person.documents(collection.name, day)) {
          const reading = readDocument(collection, document);
          if (!reading.ok) throw new Error(`the demo made an invalid ${collection.name}: ${JSON.stringify(reading.issues)}`);
          if (reading.value.instantMs <= now) documents.push(reading.value);
        }
      }
      await to.putDocuments(user, collection, documents);
    }
    for (const collection of seriesCollections) await to.putRows(user, collection, rowsUntil(person, collection, fromDay, today, now));
  });
}

function rowsUntil(person: DemoPerson, collection: SeriesCollection, fromDay: number, toDay: number, now: number): SeriesRows {
  const all = emptyRows(collection);
  for (let day = fromDay; day <= toDay; day++) {
    const rows = person.rows(collection, day);
    for (let row = 0; row < rows.times.length && (rows.times[row] as number) <= now; row++) {
      all.times.push(rows.times[row] as number);
      rows.columns.forEach((column, c) => {
        (all.columns[c] as number[]).push(column[row] as number);
      });
    }
  }
  return all;
}
