import type { CliIo } from '../../src/cli/context.js';
import { CommandError, withStore } from '../../src/cli/context.js';
import { keepMirroring, type MirrorFlags } from '../../src/cli/mirror-session.js';
import { DAY_MS } from '../../src/lib/dates.js';
import { MirrorFailure } from '../../src/mirror/mirror-failure.js';
import type { Credentials } from '../../src/mirror/open-mirror.js';
import type { MirrorReport } from '../../src/mirror/report.js';

/** What a run left behind. */
export interface Ran {
  report: MirrorReport | null;
  said: string;
  /** Why it ended, null where it ended well. */
  failure: string | null;
  /** How long it waited, by a clock that goes on by waiting alone, ms. */
  waitedMs: number;
}

export interface InsideOptions extends Partial<MirrorFlags> {
  data: string;
  from: string;
  credentials: Credentials;
  timeoutMs?: number;
  stop?: AbortSignal;
  /** Where the machine's clock begins, and what it is told of. */
  time?: { nowMs: number };
  onText?: (text: string) => void;
  /** How it waits, where it shall wait for real. */
  pause?: (ms: number, stop: AbortSignal) => Promise<void>;
}

/** Runs `circlet mirror` in this process, on a machine whose clock goes on only by waiting, at once. */
export async function mirrorInside({ credentials, timeoutMs = 10_000, ...options }: InsideOptions): Promise<Ran> {
  const { time = { nowMs: Date.UTC(2026, 10, 22) }, stop = new AbortController().signal, onText, pause = skip, ...given } = options;
  async function skip(ms: number): Promise<void> {
    time.nowMs += ms;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const beganMs = time.nowMs;
  const ran: Ran = { report: null, said: '', failure: null, waitedMs: 0 };
  const flags: MirrorFlags = {
    ...{ json: true, consent: false, redirectPort: 0, overlap: 14 * DAY_MS, rate: 0, check: false, webhooks: false },
    ...{ listen: { host: '127.0.0.1', port: 0 }, database: null },
    ...given,
  };
  const io: CliIo = {
    out: (text) => {
      if (flags.json) ran.report = JSON.parse(text);
    },
    error: (text) => {
      ran.said += text;
      onText?.(text);
    },
    environment: {},
    isTerminal: false,
    readSecret: async () => '',
  };
  const machine = { clock: { now: () => time.nowMs }, pause, stop, timeoutMs };
  try {
    await withStore(flags, (opened) => keepMirroring(io, opened, flags, credentials, machine), true);
  } catch (error) {
    if (!(error instanceof MirrorFailure || error instanceof CommandError)) throw error;
    ran.failure = error.message;
  }
  return { ...ran, waitedMs: time.nowMs - beganMs };
}

/** The counts of one collection. */
export function countsOf({ report }: Ran, collection: string) {
  const counts = report?.collections.find((one) => one.collection === collection);
  if (!counts) throw new Error(`there is no report of ${collection}`);
  return counts;
}
