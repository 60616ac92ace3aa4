import { rawYear } from './daily-sleep-data.js';
import { createLedger, dailySleep, readDocument, type Store, systemClock } from './product.js';

/** Years of documents in one transaction. */
const USERS_AT_ONCE = 10;

/** Where the time of a load went. `make` is the bench's own. */
export interface LoadSeconds {
  make: number;
  /** Validating raw documents. */
  read: number;
  /** Storing them through the ledger, commits included. */
  put: number;
}

/** Writes a year of daily_sleep for each of the users 1 to `users` through the ledger, as an import does. */
export async function loadDocuments(store: Store, users: number): Promise<{ documents: number; seconds: LoadSeconds }> {
  const ledger = createLedger(store, systemClock);
  const seconds = { make: 0, read: 0, put: 0 };
  let documents = 0;
  for (let first = 1; first <= users; first += USERS_AT_ONCE) {
    const owners = Array.from({ length: Math.min(USERS_AT_ONCE, users - first + 1) }, (_, at) => first + at);
    const raw = await timed(seconds, 'make', () => owners.map(rawYear));
    const years = await timed(seconds, 'read', () => raw.map((year) => year.map(accepted)));
    await timed(seconds, 'put', () =>
      ledger.transaction(async (to) => {
        for (const [at, year] of years.entries()) {
          const userNo = owners[at] as number;
          const { created } = await to.putDocuments({ userNo, id: `user-${userNo}` }, dailySleep, year, { keepRicher: true });
          documents += created.length;
        }
      }),
    );
  }
  return { documents, seconds };
}

function accepted(raw: unknown) {
  const reading = readDocument(dailySleep, raw);
  if (!reading.ok) throw new Error(`a document of the bench was refused: ${JSON.stringify(reading.issues)}`);
  return reading.value;
}

async function timed<T>(seconds: LoadSeconds, part: keyof LoadSeconds, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  seconds[part] += (performance.now() - started) / 1000;
  return result;
}
