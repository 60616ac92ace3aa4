import dns from 'node:dns';
import { Pool } from 'undici';
import type { Clock } from '../lib/clock.js';
import { type TargetPolicy, targetProblem } from './address-guard.js';
import { type Answer, Exchange, reasonOf } from './exchange.js';
import { guardedConnector } from './guarded-connector.js';

/** A request to somebody else's server. */
export interface OutgoingRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/** Sends requests to where they may be sent. Redirects are not followed. */
export interface Outgoing {
  policy: TargetPolicy;
  timeoutMs: number;
  /** Calls `tell` once, later. Never throws. */
  dispatch(request: OutgoingRequest, tell: (answer: Answer) => void): void;
  /** Never rejects. */
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

const CONNECTIONS_PER_ORIGIN = 256;
/** A pool that nothing was asked of for so long is given up. */
const IDLE_MS = 60_000;

/** Where a URL leads, or why nothing is sent there. */
interface Target {
  problem: string | null;
  origin: string;
  path: string;
}

const TARGETS_KEPT = 1000;

function readTarget(url: string, policy: TargetPolicy): Target {
  const problem = targetProblem(url, policy);
  if (problem !== null) return { problem, origin: '', path: '' };
  const { origin, pathname, search } = new URL(url);
  return { problem, origin, path: pathname + search };
}

/** Builds it. */
export function createOutgoing({ policy, timeoutMs, machine, resolve = dns.lookup }: OutgoingOptions): Outgoing {
  const pools = new Map<string, { pool: Pool; usedAtMs: number }>();
  const running = new Set<Exchange>();
  const targets = new Map<string, Target>();
  const connect = guardedConnector(policy, resolve, timeoutMs);

  /** Reading a URL takes longer than signing. */
  function targetOf(url: string): Target {
    const known = targets.get(url);
    if (known) return known;
    if (targets.size >= TARGETS_KEPT) targets.clear();
    const target = readTarget(url, policy);
    targets.set(url, target);
    return target;
  }

  function poolOf(origin: string): Pool {
    const kept = pools.get(origin);
    if (kept) kept.usedAtMs = machine.now();
    const times = { headersTimeout: 2 * timeoutMs, bodyTimeout: 2 * timeoutMs };
    const pool = kept?.pool ?? new Pool(origin, { connect, connections: CONNECTIONS_PER_ORIGIN, ...times });
    if (!kept) pools.set(origin, { pool, usedAtMs: machine.now() });
    return pool;
  }

  function dispatch({ url, method, headers, body }: OutgoingRequest, tell: (answer: Answer) => void): void {
    const { problem, origin, path } = targetOf(url);
    if (problem) {
      queueMicrotask(() => tell({ status: null, error: `refused: ${problem}`, retryAfter: null, tookMs: 0, text: '', isWhole: false }));
      return;
    }
    const exchange = new Exchange(machine, timeoutMs, (ended, answer) => {
      running.delete(ended);
      tell(answer);
    });
    running.add(exchange);
    try {
      poolOf(origin).dispatch({ path, method, headers, body: body ?? null }, exchange);
    } catch (error) {
      exchange.end(reasonOf(error as Error));
    }
  }

  return {
    policy,
    timeoutMs,
    dispatch,
    send: (request) => new Promise((resolve) => dispatch(request, resolve)),
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
