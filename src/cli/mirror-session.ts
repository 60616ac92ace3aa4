import { collections } from '../collections/index.js';
import { utcDateTime } from '../lib/dates.js';
import { openMasterKey } from '../master-key.js';
import { type Machine, throwIfStopped } from '../mirror/machine.js';
import { MirrorFailure } from '../mirror/mirror-failure.js';
import { type Credentials, type OpenMirror, openMirror } from '../mirror/open-mirror.js';
import type { MirrorReport } from '../mirror/report.js';
import { checkMirror, runMirror } from '../mirror/run-mirror.js';
import { type CliIo, CommandError, type OpenedStore } from './context.js';
import { collectionLine, reportText } from './mirror-text.js';
import { createEventInlet } from './mirror-webhooks.js';
import { openBrowser } from './open-browser.js';
import { createProgressBar } from './progress-bar.js';

/** What `circlet mirror` was told. */
export interface MirrorFlags {
  data: string;
  database: string | null;
  json?: boolean;
  from: string;
  user?: string;
  consent: boolean;
  redirectPort: number;
  /** ms */
  overlap: number;
  rate: number;
  check: boolean;
  /** ms */
  every?: number;
  webhooks: boolean;
  callbackUrl?: string;
  listen: { host: string; port: number };
}

const PART_STEPS = 1000;
/** Longer than this no timer of Node waits. */
const LONGEST_PAUSE_MS = 2 ** 31 - 1;

/** Runs once, or every so often until it shall stop. Throws MirrorFailure, MirrorStopped, CommandError. */
export async function keepMirroring(
  io: CliIo,
  opened: OpenedStore,
  flags: MirrorFlags,
  credentials: Credentials,
  base: Omit<Machine, 'random' | 'say'>,
): Promise<void> {
  const bar = io.isTerminal && !flags.json ? createProgressBar('{collection}, {requests} requests') : null;
  const say = (text: string) => {
    bar?.stop();
    io.error(`${text}\n`);
  };
  const machine: Machine = { ...base, random: opened.random, say };
  const mirror = await openMirror({
    ...{ machine, store: opened.store, masterKey: openMasterKey(flags.data, opened.random), credentials },
    ...{ source: flags.from, userId: flags.user ?? null, rate: flags.rate },
    ...{ redirectPort: flags.redirectPort, isConsentAnew: flags.consent, createdAt: utcDateTime(opened.clock.now()) },
    showConsent(url, redirectUri) {
      say(`Open this address in a browser and allow access (the app must have ${redirectUri} as a redirect URI):\n\n  ${url}\n`);
      if (io.isTerminal) openBrowser(url);
    },
  });
  const inlet = flags.webhooks ? await createEventInlet(io, opened, flags, credentials, machine, mirror) : null;
  try {
    while (true) {
      const startedMs = machine.clock.now();
      const work = () => sweep(io, opened, flags, machine, mirror, bar);
      const done = inlet ? inlet.sweeping(work) : work();
      await done.catch((error) => {
        const mayPass = error instanceof MirrorFailure && (error.kind === 'trouble' || error.kind === 'membership');
        if (flags.every === undefined || !mayPass) throw error;
        say(error.message);
      });
      if (flags.every === undefined) return;
      const nextMs = startedMs + flags.every;
      say(`The next run is at ${utcDateTime(Math.max(nextMs, machine.clock.now()))}.`);
      while (machine.clock.now() < nextMs) {
        throwIfStopped(machine);
        await machine.pause(Math.min(nextMs - machine.clock.now(), LONGEST_PAUSE_MS), machine.stop);
      }
      throwIfStopped(machine);
    }
  } finally {
    bar?.stop();
    await inlet?.close();
  }
}

/** One run, with what there is to see of it. */
async function sweep(
  io: CliIo,
  { store, ledger }: OpenedStore,
  flags: MirrorFlags,
  machine: Machine,
  { upstream, owner }: OpenMirror,
  bar: ReturnType<typeof createProgressBar> | null,
): Promise<void> {
  const names = collections.map(({ name }) => name);
  const act = flags.check ? checkMirror : runMirror;
  const report = await act({
    ...{ machine, upstream, source: flags.from, store, ledger, owner, overlapMs: flags.overlap },
    onPart(collection, part) {
      const done = (names.indexOf(collection) + Math.min(Math.max(part, 0), 1)) / names.length;
      bar?.show(Math.round(done * PART_STEPS), PART_STEPS, { collection, requests: upstream.requests });
    },
    onDone(counts) {
      if (bar === null && !flags.json) io.error(`${collectionLine(counts)}\n`);
    },
  });
  bar?.stop();
  io.out(flags.json ? `${JSON.stringify(report)}\n` : reportText(report, flags.check));
  failWhereIncomplete(report, flags);
}

/** A run that leaves something out says so by its exit code. */
function failWhereIncomplete(report: MirrorReport, { check, every }: MirrorFlags): void {
  if (every !== undefined) return;
  const missing = report.gaps.filter(({ kind }) => kind === 'missing here').reduce((sum, { days }) => sum + days.length, 0);
  const rejected = report.collections.reduce((sum, counts) => sum + counts.rejected, 0);
  if (missing > 0)
    throw new CommandError(`${missing} days exist upstream and not here${check ? '; a run with a longer --overlap copies them' : ''}.`);
  if (rejected > 0) throw new CommandError(`${rejected} documents or samples of the upstream could not be taken over.`);
}
