import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { createAdjust } from '../interception/adjust-requests.js';
import { openHarFile } from '../interception/har-file.js';
import { type Interception, intercept } from '../interception/intercept.js';
import { UnreadableCertificates } from '../interception/root-certificates.js';
import { keptFolder, openRunFolder, type RunFolder } from '../interception/run-folder.js';
import { createTrafficLog } from '../interception/traffic-log.js';
import { systemClock } from '../lib/clock.js';
import { secureRandom } from '../lib/random.js';
import { type CliIo, CommandError, ProgramEnd } from './context.js';
import { printEnvironment } from './print-environment.js';
import { addRunOptions, type RunOptions, refuseContradictions, takesAnyToken } from './run-options.js';
import { NotStarted, runProgram } from './run-program.js';
import { openRunServer, type RunServer } from './run-server.js';

/** `circlet run -- CMD ARGS…`: starts a program for which Oura's hosts are Circlet, and ends with its exit code. */
export function runCommand(io: CliIo, version: string): Command {
  const command = new Command('run')
    .description("Run a program for which Oura's hosts are Circlet; every other host is as ever.")
    .argument('[command...]', 'The program with its words, best after --.')
    .passThroughOptions();
  return addRunOptions(command).action(async (words: string[], options: RunOptions) => {
    refuseContradictions(words, options);
    const closers: Closer[] = [];
    try {
      const server = await openRunServer(options);
      closers.push(server.close);
      const folder = openFolder(options);
      closers.push(folder.remove);
      const interception = await startInterception({ io, options, server, folder, version, closers });
      closers.push(interception.close);
      if (!options.quiet) io.error(introduction(server, interception, options));
      const own = ownVariables(server, interception);
      if (options.printEnv) return await printEnvironment(io, options.printEnv, interception, own);
      throw new ProgramEnd(await exitCodeOf(io, words, { ...io.environment, ...interception.variables, ...own }));
    } finally {
      for (const close of closers.reverse()) await close();
    }
  });
}

/** Lets go of something; the last opened goes first. */
type Closer = () => void | Promise<void>;

async function exitCodeOf(io: CliIo, words: string[], environment: Record<string, string | undefined>): Promise<number> {
  try {
    return await runProgram(words, environment);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    io.error(`circlet run: ${error.message}\n`);
    return error.exitCode;
  }
}

function openFolder({ folder }: RunOptions): RunFolder {
  if (folder === undefined) return openRunFolder(tmpdir(), process.pid, isAlive);
  mkdirSync(folder, { recursive: true });
  return keptFolder(path.resolve(folder));
}

interface Parts {
  io: CliIo;
  options: RunOptions;
  server: RunServer;
  folder: RunFolder;
  version: string;
  closers: Closer[];
}

async function startInterception({ io, options, server, folder, version, closers }: Parts): Promise<Interception> {
  const { circlet, user, url } = server;
  const isKnownToken = async (text: string) => (await circlet?.store.tokens.find(text)) != null;
  const adjust = createAdjust({
    isKnownToken: circlet && takesAnyToken(options) ? isKnownToken : null,
    token: user?.token ?? null,
    consentUserId: options.autoConsent && user ? user.id : null,
  });
  try {
    const file = options.log === undefined ? null : openHarFile(options.log, { name: 'circlet run', version });
    if (file) closers.push(file.close);
    const onFailure = ({ message }: Error) => io.error(`circlet: ${options.log} can be written no more: ${message}\n`);
    const watch = file && createTrafficLog({ file, clock: systemClock, hasSecrets: options.logSecrets ?? false, onFailure });
    const common = { environment: io.environment, folder, clock: systemClock, random: secureRandom };
    return await intercept({ target: url, adjust, watch, ...common, ...(options.tlsListen ? { tls: options.tlsListen } : {}) });
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (error instanceof UnreadableCertificates || syscall === 'listen') throw new CommandError(`${message}.`);
    if (code !== undefined && syscall === 'open') throw new CommandError(`${options.log} cannot be written: ${message}.`);
    throw error;
  }
}

/** What programs may ask for by our own names; nothing that a program reads already. */
function ownVariables({ user, app }: RunServer, { url }: Interception): Record<string, string> {
  return {
    CIRCLET_URL: url,
    ...(user ? { CIRCLET_TOKEN: user.token } : {}),
    ...(app ? { CIRCLET_CLIENT_ID: app.clientId, CIRCLET_CLIENT_SECRET: app.clientSecret } : {}),
  };
}

function introduction({ user, app }: RunServer, { url }: Interception, options: RunOptions): string {
  const lines = [
    `Oura's hosts are Circlet for this program. In a browser, write ${url} for https://cloud.ouraring.com.`,
    ...(user ? [`Token of ${user.id}: ${user.token}${takesAnyToken(options) ? '; any other does as well' : ''}`] : []),
    ...(app ? [`App: client id ${app.clientId}, secret ${app.clientSecret}`] : []),
  ];
  return lines.map((line) => `circlet: ${line}\n`).join('');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
