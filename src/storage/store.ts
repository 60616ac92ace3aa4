import { createApps } from './apps.js';
import { newestChange } from './change-cursor.js';
import { listChanges } from './changes.js';
import { createDeliveries } from './deliveries.js';
import { createDeliveryLog } from './delivery-log.js';
import { createDocumentReader } from './documents.js';
import { createDump } from './dump.js';
import type { Engine } from './engine.js';
import { createEvents } from './events.js';
import { createGrants } from './grants.js';
import { createMirrors } from './mirrors.js';
import { createPasswords } from './passwords.js';
import { isPostgresUrl } from './place.js';
import type { PostgresOptions } from './postgres.js';
import { createRequestCounts } from './request-counts.js';
import { createSeriesReader } from './series.js';
import { createSessions } from './sessions.js';
import { createSettings } from './settings.js';
import { createSimulatedUsers } from './simulated-users.js';
import { createSubscriptions } from './subscriptions.js';
import { createSurvey } from './survey.js';
import { createTokens } from './tokens.js';
import { createUsers } from './users.js';

export type Store = Awaited<ReturnType<typeof openStore>>;

/** Opens a store, creating or migrating it: `place` is a SQLite file, `:memory:`, or a `postgres://` address. Throws StoreUnusableError. */
export async function openStore(place: string, options: PostgresOptions = {}) {
  const engine = await openEngine(place, options);
  return {
    engine,
    users: createUsers(engine),
    tokens: createTokens(engine),
    apps: createApps(engine),
    grants: createGrants(engine),
    passwords: createPasswords(engine),
    sessions: createSessions(engine),
    events: createEvents(engine),
    subscriptions: createSubscriptions(engine),
    deliveries: createDeliveries(engine),
    deliveryLog: createDeliveryLog(engine),
    settings: createSettings(engine),
    requestCounts: createRequestCounts(engine),
    mirrors: createMirrors(engine),
    simulatedUsers: createSimulatedUsers(engine),
    documents: createDocumentReader(engine),
    series: createSeriesReader(engine),
    ...createSurvey(engine),
    ...createDump(engine),
    listChanges: (afterSeq: number, limit: number) => listChanges(engine.reader, afterSeq, limit),
    /** The number of the newest change; 0 where there is none. */
    newestChange: () => newestChange(engine.reader),
    close: () => engine.close(),
    [Symbol.asyncDispose]: () => engine.close(),
  };
}

// Loaded on demand: each brings a driver that the other does not need.
async function openEngine(place: string, options: PostgresOptions): Promise<Engine> {
  if (isPostgresUrl(place)) return (await import('./postgres.js')).openPostgres(place, options);
  return (await import('./sqlite.js')).openSqlite(place);
}
