import { type Command, InvalidArgumentError, Option } from 'commander';
import { isLoopback } from '../oauth/login-safety.js';
import { CommandError } from './context.js';
import type { RunServerOptions } from './run-server.js';

/** Everything `circlet run` can be told. */
export interface RunOptions extends RunServerOptions {
  anyToken?: boolean;
  /** How the environment is printed, where no program is run. */
  printEnv?: 'shell' | 'compose';
  log?: string;
  logSecrets?: boolean;
  tlsListen?: { host: string; port: number };
  folder?: string;
  quiet?: boolean;
}

export function addRunOptions(command: Command): Command {
  const printed = new Option(
    '--print-env [form]',
    'Run no program, but print the environment, for a shell or a compose file, until Ctrl-C.',
  );
  return command
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
    .addOption(printed.choices(['shell', 'compose']).preset('shell'))
    .option('--log <file>', 'Write down what is asked of Oura’s hosts and answered, as HAR.')
    .option('--log-secrets', 'Tokens, codes and secrets in it, too.')
    .option('--tls-listen <address>', 'HOST:PORT or PORT where Oura’s hosts are spoken for; for containers 0.0.0.0:443.', asAddress)
    .option('--folder <dir>', 'Where certificates and settings are put, and stay. By default a temporary one.')
    .option('--quiet', 'Print nothing of our own.');
}

/** In a store of made-up data there is nothing to guard, and the program's own token shall do. */
export const takesAnyToken = ({ anyToken, data, server }: RunOptions): boolean => anyToken ?? (data === undefined && server === undefined);

/** Throws CommandError where options or words do not go together. */
export function refuseContradictions(words: readonly string[], options: RunOptions): void {
  const { server, data, clientId, printEnv, tlsListen } = options;
  if (printEnv === undefined && words.length === 0) throw new CommandError('Which program? circlet run -- CMD ARGS…');
  if (printEnv !== undefined && words.length > 0) throw new CommandError('With --print-env no program is run: leave it out.');
  const own = ['data', 'user', 'anyToken', 'autoConsent', 'clientId'] as const;
  if (server !== undefined && own.some((name) => options[name])) {
    throw new CommandError('With --server, users, tokens and apps are that server’s affair: say them there.');
  }
  if (data !== undefined && clientId !== undefined)
    throw new CommandError('With --data, register the app there: circlet app add --client-id …');
  if (clientId === undefined && (options.clientSecret ?? options.redirectUri)) throw new CommandError('--client-id is missing.');
  if (tlsListen && !isLoopback(tlsListen.host) && (data ?? server) !== undefined) {
    throw new CommandError('--tls-listen beyond this machine is for made-up data only: leave out --data and --server.');
  }
}

function asServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:') throw new InvalidArgumentError('It must be like http://127.0.0.1:6872.');
  return url.origin;
}

function asAddress(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port] = /^(?:(?:\[?([\w.:]+?)\]?):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65_535) throw new InvalidArgumentError('It must be like 0.0.0.0:443 or 443.');
  return { host, port: Number(port) };
}
