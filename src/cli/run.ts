import { tmpdir } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { createAdjust } from '../interception/adjust-requests.js';
import { type Interception, intercept } from '../interception/intercept.js';
import { openRunFolder } from '../interception/run-folder.js';
import { UnreadableCertificates } from '../interception/trust-variables.js';
import { systemClock } from '../lib/clock.js';
import { tokenHash } from '../lib/ids.js';
import { secureRandom } from '../lib/random.js';
import { type CliIo, CommandError, ProgramEnd } from './context.js';
import { NotStarted, runProgram } from './run-program.js';
import { openRunServer, type RunServer, type RunServerOptions } from './run-server.js';

interface RunOptions extends RunServerOptions {
  anyToken?: boolean;
  quiet?: boolean;
}

/** `circlet run -- CMD ARGS…`: starts a program for which Oura's hosts are Circlet, and ends with its exit code. */
export function runCommand(io: CliIo): Command {
  const command = new Command('run')
    .description("Run a program for which Oura's hosts are Circlet; every other host is as ever.")
    .argument('<command...>', 'The program with its words, best after --.')
    .passThroughOptions()
    .option('--server <url>', 'A running server to send it to. Without it one is started: in memory, with the demo user.', asServer)
    .option('--data <dir>', 'Start the server on this store instead.')
    .option('--user <id>', 'Whose token CIRCLET_TOKEN is, and who consents with --auto-consent. By default the demo user.')
    .option(
      '--any-token',
      "Take every bearer token that Circlet did not make for the user's. The default, unless --data or --server is given.",
    )
    .option('--no-any-token', 'Refuse them.')
    .option('--auto-consent', 'Approve at once what apps ask for.')
    .option('--client-id <id>', 'Register an app of this client id, for a program that has one.')
    .option('--client-secret <secret>', 'Its secret.')
    .option('--redirect-uri <uri...>', 'Where it has people sent back to. By default any port and path of localhost.')
    .option('--quiet', 'Print nothing of our own.');
  return command.action(async (words: string[], options: RunOptions) => {
    refuseContradictions(options);
    const server = await openRunServer(options);
    const folder = openRunFolder(tmpdir(), process.pid, isAlive);
    let interception: Interception | null = null;
    try {
      interception = await startInterception(io, options, server, folder);
      if (!options.quiet) io.error(introduction(server, interception, anyTokenOf(options)));
      throw new ProgramEnd(
        await runProgram(words, { ...io.environment, ...interception.variables, ...ownVariables(server, interception) }),
      );
    } catch (error) {
      if (error instanceof UnreadableCertificates) throw new CommandError(`${error.message}.`);
      if (!(error instanceof NotStarted)) throw error;
      io.error(`circlet run: ${error.message}\n`);
      throw new ProgramEnd(error.exitCode);
    } finally {
      await interception?.close();
      folder.remove();
      await server.close();
    }
  });
}

/** In a store of made-up data there is nothing to guard, and the program's own token shall do. */
const anyTokenOf = ({ anyToken, data, server }: RunOptions) => anyToken ?? (data === undefined && server === undefined);

function refuseContradictions(options: RunOptions): void {
  const { server, data, clientId } = options;
  const own = ['data', 'user', 'anyToken', 'autoConsent', 'clientId'] as const;
  const useless = server === undefined ? undefined : own.find((name) => options[name]);
  if (useless) throw new CommandError('With --server, users, tokens and apps are that server’s affair: leave out all but --server.');
  if (data !== undefined && clientId !== undefined)
    throw new CommandError('With --data, register the app there: circlet app add --client-id …');
  if (clientId === undefined && (options.clientSecret ?? options.redirectUri)) throw new CommandError('--client-id is missing.');
}

function startInterception(io: CliIo, options: RunOptions, { url, circlet, user }: RunServer, folder: ReturnType<typeof openRunFolder>) {
  const isKnownToken =
    circlet && anyTokenOf(options) ? async (text: string) => (await circlet.store.tokens.find(tokenHash(text))) !== null : null;
  const adjust = createAdjust({ isKnownToken, token: user?.token ?? null, consentUserId: options.autoConsent && user ? user.id : null });
  return intercept({ target: url, adjust, watch: null, environment: io.environment, folder, clock: systemClock, random: secureRandom });
}

/** What programs may ask for by our own names; nothing that a program reads already. */
function ownVariables({ user, app }: RunServer, { url }: Interception): Record<string, string> {
  return {
    CIRCLET_URL: url,
    ...(user ? { CIRCLET_TOKEN: user.token } : {}),
    ...(app ? { CIRCLET_CLIENT_ID: app.clientId, CIRCLET_CLIENT_SECRET: app.clientSecret } : {}),
  };
}

function introduction({ user, app }: RunServer, { url }: Interception, anyToken: boolean): string {
  const lines = [
    `Oura's hosts are Circlet for this program. In a browser, write ${url} for https://cloud.ouraring.com.`,
    ...(user ? [`Token of ${user.id}: ${user.token}${anyToken ? '; any other does as well' : ''}`] : []),
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

function asServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:') throw new InvalidArgumentError('It must be like http://127.0.0.1:6872.');
  return url.origin;
}
