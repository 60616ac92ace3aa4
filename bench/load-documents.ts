import { rawYear } from './daily-sleep-data.js';
import { createLedger, dailySleep, readDocument, type Store, systemClock } from './product.js';
import { addTime, noTime, type Seconds } from './stopwatch.js';

/** Years of documents in one transaction. */
const USERS_AT_ONCE = 10;

/** What a load wrote and where its time went; making the raw documents is not counted. */
export interface DocumentLoad {
  documents: number;
  /** Validating the raw documents. */
  read: Seconds;
  /** Storing them through the ledger, commits included. */
  put: Seconds;
}

/** Writes a year of daily_sleep for each of the users 1 to `users` through the ledger, as an import does. */
export async function loadDocuments(store: Store, users: number): Promise<DocumentLoad> {
  const ledger = createLedger(store, systemClock);
  const load: DocumentLoad = { documents: 0, read: noTime(), put: noTime() };
  for (let first = 1; first <= users; first += USERS_AT_ONCE) {
    const owners = Array.from({ length: Math.min(USERS_AT_ONCE, users - first + 1) }, (_, at) => first + at);
    const raw = owners.map(rawYear);
    const years = await addTime(load.read, () => raw.map((year) => year.map(accepted)));
    await addTime(load.put, () =>
      ledger.transaction(async (to) => {
        for (const [at, year] of years.entries()) {
          const userNo = owners[at] as number;
          const { created } = await to.putDocuments({ userNo, id: `user-${userNo}` }, dailySleep, year, { keepRicher: true });
          load.documents += created.length;
        }
      }),
    );
  }
  return load;
}

function accepted(raw: unknown) {
  const reading = readDocument(dailySleep, raw);
  if (!reading.ok) throw new Error(`a document of the bench was refused: ${JSON.stringify(reading.issues)}`);
  return reading.value;
}
