import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../lib/clock.js';
import { DAY_MS } from '../lib/dates.js';
import { MirrorFailure, MirrorStopped } from '../mirror/mirror-failure.js';
import type { Credentials } from '../mirror/open-mirror.js';
import { type CliIo, CommandError, withData, withJson, withStore } from './context.js';
import { mirrorPayloadsCommand } from './mirror-payloads.js';
import { keepMirroring, type MirrorFlags } from './mirror-session.js';

const OURA = 'https://api.ouraring.com';
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** How long an answer of the upstream may take as a whole. */
const TIMEOUT_MS = 60_000;
const SECRETS = { token: 'CIRCLET_MIRROR_TOKEN', clientSecret: 'CIRCLET_MIRROR_CLIENT_SECRET' } as const;

/** `circlet mirror`: copies an account of a server like Oura's into the store. */
export function mirrorCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('mirror').enablePositionalOptions()))
    .description('Copy everything a token may read from Oura, or a server like it, into a user: first the history, then what is new.')
    .option('--from <url>', 'The server that is copied from.', asOrigin, OURA)
    .option('--token <token>', `A bearer token of the account; better set as ${SECRETS.token}.`)
    .option('--client-id <id>', 'An app registered there; the browser is sent to ask for consent, once.')
    .option('--client-secret <secret>', `Its secret; better set as ${SECRETS.clientSecret}.`)
    .option('--consent', 'Ask for consent anew.', false)
    .option('--redirect-port <port>', 'The app has http://localhost:PORT/callback as its redirect URI.', asPort, 6873)
    .option('--user <id>', 'The local user; by default the one with the account’s id, made if need be.')
    .option('--overlap <time>', 'How far back edits and deletions are looked for.', asDuration, 14 * DAY_MS)
    .option('--rate <number>', 'Requests in any five minutes; half of what Oura allows. 0: no limit.', asWhole, 2500)
    .option('--check', 'Compare the days of the whole history and change nothing.', false)
    .option('--every <time>', 'Go on, with a run so often: 30min, 6h, 1d.', asDuration)
    .option('--webhooks', 'Subscribe to events and fetch what each tells of; with --every and --client-id.', false)
    .option('--callback-url <url>', 'Where the upstream reaches --listen from outside.')
    .option('--listen <address>', 'Where events are received: PORT or HOST:PORT, loopback by default.', asListen, {
      host: '127.0.0.1',
      port: 6874,
    })
    .action(async (flags: MirrorFlags & Record<keyof typeof SECRETS, string | undefined>) => {
      const credentials = credentialsOf(io, flags);
      refuseContradictions(flags, credentials);
      const stop = new AbortController();
      const end = () => stop.abort();
      for (const signal of SIGNALS) process.once(signal, end);
      const machine = { clock: systemClock, pause, stop: stop.signal, timeoutMs: TIMEOUT_MS };
      try {
        await withStore(flags, (opened) => keepMirroring(io, opened, flags, credentials, machine), true);
      } catch (error) {
        if (error instanceof MirrorFailure) throw new CommandError(error.message);
        if (!(error instanceof MirrorStopped)) throw error;
        if (flags.every === undefined) throw new CommandError('Stopped; what was copied stays, and the next run goes on from there.');
      } finally {
        for (const signal of SIGNALS) process.removeListener(signal, end);
      }
    })
    .addCommand(mirrorPayloadsCommand(io));
}

function credentialsOf(io: CliIo, flags: Partial<Record<'token' | 'clientId' | 'clientSecret', string | undefined>>): Credentials {
  const token = flags.token ?? io.environment[SECRETS.token];
  const clientSecret = flags.clientSecret ?? io.environment[SECRETS.clientSecret];
  if (flags.clientId !== undefined) {
    if (!clientSecret) throw new CommandError(`The secret of the app is missing: --client-secret or ${SECRETS.clientSecret}.`);
    return { clientId: flags.clientId, clientSecret };
  }
  if (!token) throw new CommandError(`Whose account? --token (or ${SECRETS.token}), or --client-id with --client-secret.`);
  return { token };
}

function refuseContradictions({ webhooks, every, callbackUrl, check, data }: MirrorFlags, credentials: Credentials): void {
  if (check && every !== undefined) throw new CommandError('--check reports once; leave --every out.');
  if (data === ':memory:') throw new CommandError('A mirror in memory would be gone at once: name a folder with --data.');
  if (!webhooks) return;
  if ('token' in credentials) throw new CommandError('Webhooks belong to an app: --webhooks needs --client-id and --client-secret.');
  if (every === undefined) throw new CommandError('--webhooks needs --every: events can be missed, the runs find what was.');
  if (callbackUrl === undefined) throw new CommandError('--webhooks needs --callback-url, the public address that leads to --listen.');
}

/** Resolves after `ms`, or at once when it shall stop. */
function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
  });
}

function asOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new InvalidArgumentError('It must be scheme and host, like https://api.ouraring.com.');
}

const UNIT_MS: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000, d: DAY_MS };

function asDuration(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})(s|min|h|d)$/.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  // Timers of the machine hold no more.
  if (ms >= 1000 && ms <= 3660 * DAY_MS) return ms;
  throw new InvalidArgumentError('It must be a time like 30min, 6h or 14d.');
}

function asWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function asPort(text: string): number {
  const port = asWhole(text);
  if (port > 65_535) throw new InvalidArgumentError('It must be from 0 to 65535.');
  return port;
}

function asListen(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = ''] = /^(?:(.+):)?(\d+)$/.exec(text) ?? [];
  return { host: host.replace(/^\[|\]$/g, ''), port: asPort(port) };
}
