import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector, type Dispatcher, Pool } from 'undici';
import type { Clock } from '../lib/clock.js';
import { addressProblem, RefusedTargetError, type TargetPolicy, targetProblem } from './address-guard.js';

/** A request to somebody else's server. */
export interface OutgoingRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/** What came of it; exactly one of `status` and `error` is null. */
export interface Answer {
  status: number | null;
  error: string | null;
  /** The header as it came. */
  retryAfter: string | null;
  tookMs: number;
  /** The body, as far as it was read. */
  text: string;
}

/** Sends requests to where they may be sent. Redirects are not followed. */
export interface Outgoing {
  policy: TargetPolicy;
  timeoutMs: number;
  /** Never throws. */
  send(request: OutgoingRequest): Promise<Answer>;
  /** Ends what takes too long; to be called some times a second. */
  expire(): void;
  close(): Promise<void>;
}

export interface OutgoingOptions {
  policy: TargetPolicy;
  timeoutMs: number;
  /** The machine's time: how long somebody else takes is not ours to turn. */
  machine: Clock;
  /** How names are resolved. Default: as the machine does. */
  resolve?: typeof dns.lookup;
}

/** Of an answer's body no more is read. */
const MAXIMUM_ANSWER_BYTES = 64 * 1024;
const CONNECTIONS_PER_ORIGIN = 256;
/** A pool that nothing was asked of for so long is given up. */
const IDLE_MS = 60_000;

/** Builds it. */
export function createOutgoing({ policy, timeoutMs, machine, resolve = dns.lookup }: OutgoingOptions): Outgoing {
  const pools = new Map<string, { pool: Pool; usedAtMs: number }>();
  const running = new Set<Exchange>();
  const connect = guardedConnector(policy, resolve, timeoutMs);

  function poolOf(origin: string): Pool {
    const kept = pools.get(origin);
    if (kept) kept.usedAtMs = machine.now();
    const times = { headersTimeout: 2 * timeoutMs, bodyTimeout: 2 * timeoutMs };
    const pool = kept?.pool ?? new Pool(origin, { connect, connections: CONNECTIONS_PER_ORIGIN, ...times });
    if (!kept) pools.set(origin, { pool, usedAtMs: machine.now() });
    return pool;
  }

  return {
    policy,
    timeoutMs,
    async send({ url, method, headers, body }) {
      const problem = targetProblem(url, policy);
      if (problem) return { status: null, error: `refused: ${problem}`, retryAfter: null, tookMs: 0, text: '' };
      const { origin, pathname, search } = new URL(url);
      const exchange = new Exchange(machine, timeoutMs);
      running.add(exchange);
      try {
        poolOf(origin).dispatch({ path: pathname + search, method, headers, body: body ?? null }, exchange);
      } catch (error) {
        exchange.end(reasonOf(error as Error));
      }
      const answer = await exchange.answer;
      running.delete(exchange);
      return answer;
    },
    expire() {
      const nowMs = machine.now();
      for (const exchange of running) if (exchange.deadlineMs <= nowMs) exchange.end(`no answer within ${timeoutMs / 1000} s`);
      for (const [origin, { pool, usedAtMs }] of pools) {
        if (usedAtMs > nowMs - IDLE_MS || pool.stats.running + pool.stats.queued > 0) continue;
        pools.delete(origin);
        pool.close().catch(() => {});
      }
    },
    async close() {
      for (const exchange of running) exchange.end('the server stopped');
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()));
    },
  };
}

/** One request and its answer. What counts is the status: once it is there, nothing in the body makes a failure of it. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Answer>;
  readonly deadlineMs: number;
  private finish: (answer: Answer) => void = () => {};
  private controller: Dispatcher.DispatchController | null = null;
  private status: number | null = null;
  private retryAfter: string | null = null;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private isOver = false;
  private readonly startedAtMs: number;

  constructor(
    private readonly machine: Clock,
    timeoutMs: number,
  ) {
    this.startedAtMs = machine.now();
    this.deadlineMs = this.startedAtMs + timeoutMs;
    this.answer = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isOver) controller.abort(new Error('too late'));
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    if (status < 200) return;
    this.status = status;
    const retryAfter = headers['retry-after'];
    this.retryAfter = typeof retryAfter === 'string' ? retryAfter : null;
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.chunks.push(chunk.subarray(0, MAXIMUM_ANSWER_BYTES - this.bytes));
    this.bytes += chunk.length;
    if (this.bytes >= MAXIMUM_ANSWER_BYTES) this.end(null);
  }

  onResponseEnd(): void {
    this.resolve(null);
  }

  onResponseError(_: unknown, error: Error): void {
    this.resolve(reasonOf(error));
  }

  /** Ends it from this side. */
  end(error: string | null): void {
    this.resolve(error);
    this.controller?.abort(new Error(error ?? 'enough was read'));
  }

  private resolve(error: string | null): void {
    if (this.isOver) return;
    this.isOver = true;
    const { status, retryAfter } = this;
    const tookMs = this.machine.now() - this.startedAtMs;
    this.finish({ status, error: status === null ? error : null, retryAfter, tookMs, text: Buffer.concat(this.chunks).toString() });
  }
}

/** Connects only to addresses that are allowed: those a name resolves to right now, for this very connection. */
function guardedConnector(policy: TargetPolicy, resolve: typeof dns.lookup, timeoutMs: number): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const problem = addresses.map(({ address }) => addressProblem(address, policy)).find((found) => found !== null);
      if (problem) return callback(new RefusedTargetError(`${hostname} leads to ${problem}`), '');
      const [first] = addresses;
      if (options.all || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup, timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const problem = addressProblem(socket.remoteAddress ?? '', policy);
      if (!problem) return callback(null, socket);
      socket.destroy();
      callback(new RefusedTargetError(problem), null);
    });
}

function reasonOf(error: Error & { code?: string }): string {
  if (error instanceof RefusedTargetError) return `refused: ${error.message}`;
  const [first] = error instanceof AggregateError ? error.errors : [];
  return (first as Error | undefined)?.message || error.message || error.code || error.name;
}
