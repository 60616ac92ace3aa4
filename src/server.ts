import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import { startClockFollower } from './clock-follower.js';
import { startDeliveryPulse } from './delivery-pulse.js';
import { type DemoApp, prepareDemoApp } from './demo-app.js';
import { type DemoUser, prepareDemoUser } from './demo-user.js';
import { CLOCK_SETTING } from './http/admin/clock.js';
import { createApp } from './http/app.js';
import { type Behaviour, behaviourOf } from './http/behaviour.js';
import { createHealthRoutes, serverUnready } from './http/health.js';
import { createMetricsApp } from './http/metrics-app.js';
import { createOwnCounts } from './http/own-counts.js';
import { createRateLimit } from './http/rate-limit.js';
import { sandboxSource } from './http/sandbox-source.js';
import { type CommonCounts, createSharedCounts, storedCounts } from './http/shared-counts.js';
import { createLedger } from './ledger/create-ledger.js';
import type { Ledger } from './ledger/ledger.js';
import { type Clock, type ClockSetting, createClock, systemClock, type TurnableClock } from './lib/clock.js';
import { base32 } from './lib/ids.js';
import { type Random, secureRandom } from './lib/random.js';
import { type ListenAddress, openListener } from './listener.js';
import { openMasterKey } from './master-key.js';
import { createAuditTrail } from './oauth/audit-trail.js';
import { isLoopback, loginProblem, UnsafeLoginError } from './oauth/login-safety.js';
import type { LoginMode } from './oauth/sign-in.js';
import { startPulse } from './pulse.js';
import { createSandboxPerson } from './simulator/sandbox/create-sandbox-person.js';
import { createSimulation, type Simulation } from './simulator/service/create-simulation.js';
import { CHANGES_KEPT } from './storage/change-cursor.js';
import { StoreUnusableError } from './storage/engine.js';
import { openStore, type Store } from './storage/store.js';
import { createDeliveryWorker, type DeliveryWorker } from './webhooks/delivery-worker.js';
import { createHiddenObjects } from './webhooks/hidden-objects.js';
import { createOutgoing } from './webhooks/outgoing.js';
import { RETRY_SECONDS } from './webhooks/retry-schedule.js';

const { version: VERSION } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** What several processes on one store share besides it. */
export interface SharedStore {
  /** By which limits count over all of them. */
  counts: CommonCounts;
  /** Whether this one looks after simulated users. */
  leads: boolean;
}

/** How to start a server; everything has a default. */
export interface CircletOptions {
  /** Folder of the store and its key, or `:memory:` (the default): nothing is kept. */
  data?: string;
  /** Address of a PostgreSQL database, which then holds the store instead. Default: none. */
  database?: string | null;
  /** Connections to that database at most. Default: 10. */
  databaseConnections?: number;
  /** Seconds that a statement may take there. Default: 15. */
  databaseTimeout?: number;
  host?: string;
  /** 0 (the default) takes a free port; null does not listen at all, for use through `fetch`. */
  port?: number | null;
  /** Whether an empty store gets the demo user. Default: false. */
  demo?: boolean;
  /** Default: a new random one. */
  adminToken?: string | null;
  /** Requests per token in five minutes; 0 switches the limit off. Default: 5000. */
  rateLimit?: number;
  /** Requests per app in five minutes; 0 switches the limit off. Default: 50 000. */
  appRateLimit?: number;
  /** How people sign in: `picker` (the default, for loopback only) or `password`. */
  login?: LoginMode;
  /** Approves what apps ask for at once; for loopback only. Default: false. */
  autoConsent?: boolean;
  /** Scheme, host and port that browsers know the server by. Default: what they asked for. */
  publicUrl?: string | null;
  /** Seconds that access tokens live. Default: 30 days. */
  tokenTtl?: number;
  /** Whether webhooks go to the public internet only. Default: unless `host` is loopback. */
  public?: boolean | null;
  /** Seconds that receivers of webhooks may take. Default: 10. */
  webhookTimeout?: number;
  /** Seconds from one attempt to send a webhook to the next. Default: ten within an hour. */
  webhookRetries?: readonly number[] | null;
  /** Changes of documents that the log of changes keeps after webhooks told them; others go. Default: 1,000,000. */
  changesKept?: number;
  /** Seconds in which a refresh token can be used. Default: 180 days. */
  refreshTtl?: number;
  /** Seconds that a client may take to send a request. Default: 60. */
  requestTimeout?: number;
  /** Where `/metrics` and health are told, besides health at the usual port; or to the process that started this one. Default: nowhere. */
  metrics?: ListenAddress | 'primary' | null;
  /** With other processes on the same store. Default: alone. */
  shared?: SharedStore | null;
  /** Default: the contract profile. */
  behaviour?: Behaviour;
  /** Where bugs are reported. Default: nowhere. */
  log?: Logger;
  /** What time and chance are made of; tests bring their own. */
  clock?: Clock;
  random?: Random;
  /** How many times faster than the machine's time the clock runs. Default: 1. */
  pace?: number;
}

/** A running server. `await using` or `close` drains it. */
export interface Circlet extends AsyncDisposable {
  /** `http://127.0.0.1:6872`, or an empty text where it does not listen. */
  url: string;
  /** Answers a request without a network. */
  fetch(request: Request): Promise<Response>;
  clock: TurnableClock;
  /** The one door for writes. */
  ledger: Ledger;
  store: Store;
  /** The simulated users, who live on as the clock goes. */
  simulation: Simulation;
  adminToken: string;
  demoUser: DemoUser | null;
  demoApp: DemoApp | null;
  /** Sends webhooks by itself; `settle` waits until all that are due have been. */
  deliveries: Pick<DeliveryWorker, 'settle'>;
  /** Where `/metrics` is told; empty where it is not. */
  metricsUrl: string;
  /** Answers what has been asked, then lets go of the port and the store. */
  close(): Promise<void>;
}

/** Builds and starts a server. Throws StoreUnusableError, UnsafeLoginError, or the system's error where the port is taken. */
export async function createCirclet(options: CircletOptions = {}): Promise<Circlet> {
  const { data = ':memory:', host = '127.0.0.1', port = 0, behaviour = behaviourOf('contract'), rateLimit = 5000 } = options;
  const { login = 'picker', autoConsent = false, publicUrl = null, appRateLimit = 50_000 } = options;
  const { tokenTtl = 30 * 86_400, refreshTtl = 180 * 86_400 } = options;
  const problem = port === null ? null : loginProblem({ host, publicUrl, login, autoConsent });
  if (problem !== null) throw new UnsafeLoginError(problem);
  const { random = secureRandom, pace = 1, shared = null, log = pino({ level: 'silent' }) } = options;
  const { database = null, databaseConnections: connections = 10, databaseTimeout: timeoutSeconds = 15 } = options;
  const store = await openStore(storePlace(data, database), { connections, timeoutSeconds });
  try {
    const remembered = await store.settings.get<ClockSetting>(CLOCK_SETTING);
    const clock = createClock(options.clock ?? systemClock, remembered ?? undefined, pace);
    const ledger = createLedger(store, clock);
    const simulation = createSimulation(store);
    const trail = createAuditTrail(store, clock, (error) => log.error({ err: error }, 'the audit trail could not be written'));
    const lifetimes = { tokenTtlSeconds: tokenTtl, refreshTtlSeconds: refreshTtl };
    const oauth = { store, clock, random, trail, ...lifetimes, masterKey: openMasterKey(data, random) };
    // Several servers may find the same store empty.
    const { demoUser, demoApp } = await store.engine.alone(async () => {
      const demoUser = await prepareDemoUser({ store, simulation, clock, random }, options.demo ?? false);
      return { demoUser, demoApp: await prepareDemoApp(oauth, demoUser !== null) };
    });
    const isPublic = options.public ?? !(isLoopback(host) && (publicUrl === null || isLoopback(new URL(publicUrl).hostname)));
    const timeoutMs = (options.webhookTimeout ?? 10) * 1000;
    // Loaded only where they are asked for, since they take time and memory.
    const { createMetrics } = options.metrics ? await import('./http/metrics.js') : {};
    const metrics = createMetrics?.(store, options.metrics === 'primary') ?? null;
    const plain = createOutgoing({ policy: isPublic ? 'public' : 'development', timeoutMs, machine: systemClock });
    const outgoing = metrics?.counted(plain) ?? plain;
    const hidden = createHiddenObjects(clock);
    const report = (what: string) => (error: unknown) => log.error({ err: error }, what);
    const deliveries = createDeliveryWorker({
      ...{ ...oauth, outgoing, hidden, machine: systemClock, schedule: options.webhookRetries ?? RETRY_SECONDS },
      changesKept: options.changesKept ?? CHANGES_KEPT,
      onUnexpected: report('webhooks could not be looked after'),
    });
    const cursorKey = await store.settings.getOrCreate('cursor-key', () => base32(random.bytes(32)));
    const adminToken = options.adminToken ?? base32(random.bytes(20));
    // A database may have servers on other machines, too.
    const counts = store.engine.kind === 'postgres' ? storedCounts(store) : shared?.counts;
    const follower = counts ? startClockFollower({ store, clock, onUnexpected: report('the clock could not be followed') }) : null;
    let isClosing = false;
    const unready = serverUnready(store, () => isClosing);
    const app = createApp({
      ...{ ...oauth, outgoing, hidden, ledger, simulation, behaviour, adminToken, login, autoConsent, publicUrl, metrics, unready },
      cursorKey: Buffer.from(cursorKey),
      version: VERSION,
      rateLimit: createRateLimit(clock, rateLimit, appRateLimit, counts ? createSharedCounts(counts) : createOwnCounts()),
      follower,
      sandbox: sandboxSource(createSandboxPerson()),
      onUnexpected: (error, request) => log.error({ err: error, request }, 'unexpected failure'),
    });
    const answer = (request: Request) => app.fetch(request);
    const fetch = follower?.following(answer) ?? answer;
    const requestTimeoutMs = (options.requestTimeout ?? 60) * 1000;
    const listener = port === null ? null : await openListener({ fetch, host, port, requestTimeoutMs });
    const metricsAddress = typeof options.metrics === 'object' ? options.metrics : null;
    const metricsApp = metrics && createMetricsApp(metrics, createHealthRoutes(unready));
    const metricsListener =
      metricsAddress && metricsApp
        ? await openListener({ ...metricsAddress, fetch: async (request) => metricsApp.fetch(request), requestTimeoutMs })
        : null;
    const leads = shared?.leads ?? true;
    const pulse = leads ? startPulse({ store, simulation, clock, onUnexpected: report('a simulated life stopped') }) : null;
    const deliveryPulse = startDeliveryPulse(deliveries, outgoing);
    const close = async () => {
      isClosing = true;
      await listener?.close();
      follower?.stop();
      await pulse?.stop();
      await simulation.close();
      await deliveries.stop();
      deliveryPulse.stop();
      await outgoing.close();
      await metricsListener?.close();
      await trail.settled();
      await store.close();
    };
    const parts = { clock, ledger, store, simulation, adminToken, demoUser, demoApp, deliveries };
    const urls = { url: listener?.url ?? '', metricsUrl: metricsListener?.url ?? '' };
    return { ...urls, fetch: async (request) => fetch(request), ...parts, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Where the store is: at the database's address or in a file of the data folder, which is made if need be. Throws StoreUnusableError. */
export function storePlace(data: string, database: string | null = null): string {
  if (data === ':memory:') return database ?? data;
  try {
    // Health data: the folder is its owner's alone.
    mkdirSync(data, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreUnusableError(`The folder ${data} cannot be made: ${(error as Error).message}`, { cause: error });
  }
  return database ?? path.join(data, 'circlet.sqlite');
}
