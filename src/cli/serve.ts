import { Command } from 'commander';
import { pino } from 'pino';
import { type Config, environmentName, readConfig, type Setting, settings, switchSettings } from '../config.js';
import { loginWarning } from '../oauth/login-safety.js';
import { type Circlet, createCirclet } from '../server.js';
import { shownUrl } from '../storage/place.js';
import { type CliIo, CommandError } from './context.js';

/** `circlet serve`: runs until SIGTERM or SIGINT, then drains and exits with 0. */
export function serveCommand(io: CliIo): Command {
  const command = new Command('serve').description('Serve the API from a store on this machine.');
  for (const setting of [...Object.values(settings), ...Object.values(switchSettings)] as Setting[]) {
    const flag = setting.value === undefined ? `--${setting.flag}` : `--${setting.flag} <${setting.value}>`;
    const standard = setting.default === null || setting.default === false ? '' : ` Default: ${setting.default}.`;
    command.option(flag, `${setting.about}${standard} [${environmentName(setting)}]`);
  }
  return command.action(async (flags: Record<string, unknown>) => {
    const { json, empty, logLevel, timeLapse, ...config } = readConfig(flags, io.environment);
    const log = pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
    const circlet = await createCirclet({ ...config, pace: timeLapse ?? 1, demo: !empty, log }).catch((error) => {
      if (error.code === 'EADDRINUSE')
        throw new CommandError(`Port ${config.port} is taken. --port names another one, --port 0 takes a free one.`);
      if (['listen', 'getaddrinfo'].includes(error.syscall)) throw new CommandError(`Cannot listen on ${config.host}: ${error.message}`);
      throw error;
    });
    const warning = loginWarning(config);
    if (warning !== null) io.error(`Warning: ${warning}\n`);
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    io.out(json ? readyLine(circlet) : readyText(circlet, config));
    await stopped;
    await circlet.close();
  });
}

function readyLine({ url, adminToken, demoUser, demoApp }: Circlet): string {
  return `${JSON.stringify({ url, adminToken, users: demoUser ? [demoUser] : [], app: demoApp })}\n`;
}

function readyText({ url, adminToken, demoUser, demoApp }: Circlet, { data, database }: Pick<Config, 'data' | 'database'>): string {
  const store = database !== null ? shownUrl(database) : data === ':memory:' ? 'in memory, nothing is kept' : data;
  const ask = demoUser
    ? `Ask it for the demo user's sleep:\n\n  curl -H 'Authorization: Bearer ${demoUser.token}' ${url}/v2/usercollection/daily_sleep`
    : `Add a user and a token with \`circlet user add\` and \`circlet token add\`, or try the sandbox:\n\n  curl -H 'Authorization: Bearer any' '${url}/v2/sandbox/usercollection/daily_sleep?start_date=2026-01-01&end_date=2026-01-07'`;
  const app = demoApp ? `Demo app for OAuth: client id ${demoApp.clientId}, secret ${demoApp.clientSecret}\n` : '';
  return `Circlet speaks the Oura API v2 at ${url}\n\n${ask}\n\nStore: ${store}\nAdmin token for ${url}/admin/v1: ${adminToken}\n${app}Stop with Ctrl-C.\n`;
}
