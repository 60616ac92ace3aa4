import { Command } from 'commander';
import { pino } from 'pino';
import { type Config, environmentName, readConfig, type Setting, settings, switchSettings } from '../config.js';
import { loginWarning } from '../oauth/login-safety.js';
import { createCirclet } from '../server.js';
import { shownUrl } from '../storage/place.js';
import type { Ready } from './cluster-messages.js';
import { clusterWorker } from './cluster-worker.js';
import { type CliIo, CommandError } from './context.js';
import { serveWorkers } from './serve-workers.js';

/** `circlet serve`: runs until SIGTERM or SIGINT, then drains and exits with 0. */
export function serveCommand(io: CliIo): Command {
  const command = new Command('serve').description('Serve the API from a store on this machine.');
  for (const setting of [...Object.values(settings), ...Object.values(switchSettings)] as Setting[]) {
    const flag = setting.value === undefined ? `--${setting.flag}` : `--${setting.flag} <${setting.value}>`;
    const standard = setting.default === null || setting.default === false ? '' : ` Default: ${setting.default}.`;
    command.option(flag, `${setting.about}${standard} [${environmentName(setting)}]`);
  }
  return command.action(async (flags: Record<string, unknown>) => {
    const { json, empty, logLevel, timeLapse, workers, metrics, ...config } = readConfig(flags, io.environment);
    const log = pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
    const warning = loginWarning(config);
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    const tellReady = (ready: Ready) => {
      if (warning !== null) io.error(`Warning: ${warning}\n`);
      io.out(json ? readyLine(ready) : readyText(ready, config));
    };
    const worker = clusterWorker(io.environment);
    if (workers > 1 && worker === null) {
      const problem = workersProblem(config.data, timeLapse);
      if (problem !== null) throw new CommandError(problem);
      return serveWorkers({ ...config, workers, metrics, log, stopped, tellReady });
    }
    try {
      const others = worker ? { shared: worker.shared, metrics: metrics && ('primary' as const) } : { metrics };
      const circlet = await createCirclet({ ...config, ...others, pace: timeLapse ?? 1, demo: !empty, log });
      const { url, adminToken, demoUser, demoApp } = circlet;
      (worker?.tellReady ?? tellReady)({ url, adminToken, demoUser, demoApp });
      await Promise.race([stopped, ...(worker ? [worker.orphaned] : [])]);
      await circlet.close();
    } catch (error) {
      throw inWords(error as NodeJS.ErrnoException, config);
    } finally {
      worker?.leave();
    }
  });
}

/** What the system says of an address, as its user can mend it. */
function inWords(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE') return new CommandError(`Port ${port} is taken. --port names another one, --port 0 takes a free one.`);
  if (!['listen', 'getaddrinfo', 'bind'].includes(error.syscall ?? '')) return error;
  return new CommandError(`Cannot listen on ${host}: ${error.message}`);
}

/** Why several processes would not do; null where they will. */
function workersProblem(data: string, timeLapse: number | null): string | null {
  if (data === ':memory:') return '--workers needs a store in a folder: what is in memory belongs to one process. Name one with --data.';
  if (timeLapse !== null) return '--time-lapse goes with a single process: leave --workers out.';
  return null;
}

function readyLine({ url, adminToken, demoUser, demoApp }: Ready): string {
  return `${JSON.stringify({ url, adminToken, users: demoUser ? [demoUser] : [], app: demoApp })}\n`;
}

function readyText({ url, adminToken, demoUser, demoApp }: Ready, { data, database }: Pick<Config, 'data' | 'database'>): string {
  const store = database !== null ? shownUrl(database) : data === ':memory:' ? 'in memory, nothing is kept' : data;
  const ask = demoUser
    ? `Ask it for the demo user's sleep:\n\n  curl -H 'Authorization: Bearer ${demoUser.token}' ${url}/v2/usercollection/daily_sleep`
    : `Add a user and a token with \`circlet user add\` and \`circlet token add\`, or try the sandbox:\n\n  curl -H 'Authorization: Bearer any' '${url}/v2/sandbox/usercollection/daily_sleep?start_date=2026-01-01&end_date=2026-01-07'`;
  const app = demoApp ? `Demo app for OAuth: client id ${demoApp.clientId}, secret ${demoApp.clientSecret}\n` : '';
  return `Circlet speaks the Oura API v2 at ${url}\n\n${ask}\n\nStore: ${store}\nAdmin token for ${url}/admin/v1: ${adminToken}\n${app}Stop with Ctrl-C.\n`;
}
