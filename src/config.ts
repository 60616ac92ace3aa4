import { type Behaviour, behaviourOf, PROFILES, type ProfileName, type SwitchName, switches } from './http/behaviour.js';
import { loginProblem } from './oauth/login-safety.js';
import { LOGIN_MODES, type LoginMode } from './oauth/sign-in.js';
import { asAddress, asFlag, asOrigin, asPace, asPostgres, asSeconds, asText, asToken, choose, whole, within } from './setting-values.js';
import { RETRY_SECONDS } from './webhooks/retry-schedule.js';

/** Everything a server can be told at its start. */
export interface Config {
  host: string;
  port: number;
  data: string;
  /** Null for SQLite in `data`. */
  database: string | null;
  databaseConnections: number;
  databaseTimeout: number;
  empty: boolean;
  json: boolean;
  adminToken: string | null;
  rateLimit: number;
  appRateLimit: number;
  login: LoginMode;
  autoConsent: boolean;
  publicUrl: string | null;
  tokenTtl: number;
  /** Null where the address listened on decides. */
  public: boolean | null;
  webhookTimeout: number;
  /** Null for the usual schedule. */
  webhookRetries: readonly number[] | null;
  refreshTtl: number;
  workers: number;
  requestTimeout: number;
  /** Null for nowhere. */
  metrics: { host: string; port: number } | null;
  /** How many times faster than the machine's time the clock goes; null for time as it is. */
  timeLapse: number | null;
  profile: ProfileName;
  behaviour: Behaviour;
  logLevel: string;
}

/** One setting: a flag of `circlet serve` and, in capitals behind `CIRCLET_`, a variable of the environment. */
export interface Setting {
  flag: string;
  /** What the flag takes; none for a flag that is on or off. */
  value?: string;
  default: string | number | boolean | null;
  /** What it does, and why the default is what it is. */
  about: string;
  parse(text: string): unknown;
}

/** A setting has a value that cannot be used. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** The settings of the server itself. */
export const settings = {
  host: {
    flag: 'host',
    value: 'ADDRESS',
    default: '127.0.0.1',
    about: 'Address to listen on. Loopback, because health data should not be open to a network by accident.',
    parse: asText,
  },
  port: {
    flag: 'port',
    value: 'NUMBER',
    default: 6872,
    about: 'Port to listen on; 0 takes a free one. 6872 spells OURA on a telephone.',
    parse: (text: string) => within(whole(text), 0, 65_535),
  },
  data: {
    flag: 'data',
    value: 'DIR',
    default: './circlet-data',
    about: 'Folder of the store, made if need be; `:memory:` keeps nothing.',
    parse: asText,
  },
  database: {
    flag: 'database',
    value: 'URL',
    default: null,
    about:
      'Address of a PostgreSQL database (15 or newer) for the store, as `postgres://user@host/name`. By default SQLite in the folder; the folder keeps the key of the secrets of apps either way. A password is better in the environment than in the flag.',
    parse: asPostgres,
  },
  databaseConnections: {
    flag: 'database-connections',
    value: 'NUMBER',
    default: 10,
    about: 'Connections to PostgreSQL at most, of each server. Ten keep a core of it busy; its `max_connections` is 100 by default.',
    parse: (text: string) => within(whole(text), 3, 1000),
  },
  databaseTimeout: {
    flag: 'database-timeout',
    value: 'SECONDS',
    default: 15,
    about:
      'How long PostgreSQL may take for a statement, and half as long for a lock; then the request is answered with 503. No request needs a second.',
    parse: (text: string) => within(whole(text), 1, 3600),
  },
  empty: {
    flag: 'empty',
    default: false,
    about: 'Do not add the demo user to an empty store. By default it is there, so that the first request has something to show.',
    parse: asFlag,
  },
  json: {
    flag: 'json',
    default: false,
    about: 'Print one line of JSON when ready, for programs that start the server.',
    parse: asFlag,
  },
  adminToken: {
    flag: 'admin-token',
    value: 'TOKEN',
    default: null,
    about: 'Token for `/admin/v1`. Without it each start makes a new one and prints it. Better set by the environment than by the flag.',
    parse: asToken,
  },
  rateLimit: {
    flag: 'rate-limit',
    value: 'NUMBER',
    default: 5000,
    about: 'Requests per token in five minutes, as the real service allows; 0 switches the limit off.',
    parse: (text: string) => whole(text),
  },
  appRateLimit: {
    flag: 'app-rate-limit',
    value: 'NUMBER',
    default: 50_000,
    about:
      'Requests per app in five minutes, over all of its users; 0 switches the limit off. The real figure is not known: ten tokens’ worth.',
    parse: (text: string) => whole(text),
  },
  login: {
    flag: 'login',
    value: LOGIN_MODES.join('|'),
    default: 'picker',
    about: 'How people sign in to allow an app: by choosing who they are, which is for loopback only, or with a password.',
    parse: (text: string) => choose(text, LOGIN_MODES),
  },
  autoConsent: {
    flag: 'auto-consent',
    default: false,
    about: 'Approve what apps ask for at once, as `login_hint` (an id or e-mail address) or the first user. For scripts, on loopback only.',
    parse: asFlag,
  },
  publicUrl: {
    flag: 'public-url',
    value: 'URL',
    default: null,
    about:
      'Scheme, host and port by which browsers and apps reach the server, where something stands before it. By default what they ask for.',
    parse: asOrigin,
  },
  tokenTtl: {
    flag: 'token-ttl',
    value: 'SECONDS',
    default: 2_592_000,
    about: 'How long access tokens of apps live. 30 days, as at the real service.',
    parse: (text: string) => within(whole(text), 1, 999_999_999),
  },
  public: {
    flag: 'public',
    default: null,
    about:
      'Send webhooks to the public internet only, never to this machine or its network. By default so unless the server listens on loopback only.',
    parse: asFlag,
  },
  webhookTimeout: {
    flag: 'webhook-timeout',
    value: 'SECONDS',
    default: 10,
    about: 'How long the receiver of a webhook may take to answer. As long as the real service waits.',
    parse: (text: string) => within(whole(text), 1, 60),
  },
  webhookRetries: {
    flag: 'webhook-retries',
    value: 'SECONDS,…',
    default: null,
    about: `From one attempt to send a webhook to the next, give or take a tenth. By default ten within an hour, as the real service is said to make: ${RETRY_SECONDS.join(',')}.`,
    parse: asSeconds,
  },
  refreshTtl: {
    flag: 'refresh-ttl',
    value: 'SECONDS',
    default: 15_552_000,
    about: 'How long refresh tokens can be used; each use gives a new one. 180 days: what nobody has used for so long is likely forgotten.',
    parse: (text: string) => within(whole(text), 1, 999_999_999),
  },
  workers: {
    flag: 'workers',
    value: 'NUMBER',
    default: 1,
    about:
      'How many processes answer at the port, on the same store. One per core that is to be used; one alone needs no others to be asked.',
    parse: (text: string) => within(whole(text), 1, 256),
  },
  requestTimeout: {
    flag: 'request-timeout',
    value: 'SECONDS',
    default: 60,
    about: 'How long a client may take to send a request, of which ten seconds at most for the headers.',
    parse: (text: string) => within(whole(text), 1, 3600),
  },
  metrics: {
    flag: 'metrics',
    value: 'ADDRESS:PORT',
    default: null,
    about:
      'Where to tell `/metrics` in the format of Prometheus, with `/health/live` and `/health/ready`, such as 127.0.0.1:9464. By default nowhere.',
    parse: asAddress,
  },
  timeLapse: {
    flag: 'time-lapse',
    value: 'TIME/TIME',
    default: null,
    about:
      'How much time passes in how much of the machine’s, as `1d/10s`: simulated users live so much faster. Units s, min, h and d. By default the clock goes as the machine’s does.',
    parse: asPace,
  },
  profile: {
    flag: 'profile',
    value: PROFILES.join('|'),
    default: 'contract',
    about: 'Settings of the behaviour switches: exact to the published contract, or as the real service is seen to behave.',
    parse: (text: string) => choose(text, PROFILES),
  },
  logLevel: {
    flag: 'log-level',
    value: 'LEVEL',
    default: 'warn',
    about: 'Least weight of what is logged to stderr: trace, debug, info, warn, error or silent.',
    parse: (text: string) => choose(text, ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  },
} satisfies Record<string, Setting>;

/** The behaviour switches as settings; unset, the profile decides. */
export const switchSettings = Object.fromEntries(
  Object.entries(switches).map(([name, definition]) => [
    name,
    {
      flag: kebab(name),
      value: definition.values === 'positive integer' ? 'NUMBER' : definition.values.join('|'),
      default: null,
      about: definition.about,
      parse: (text: string) =>
        definition.values === 'positive integer' ? within(whole(text), 1, 1_000_000) : choose(text, definition.values as readonly string[]),
    },
  ]),
) as Record<SwitchName, Setting>;

/**
 * Puts together flags (by setting name), environment and defaults, in this order of weight; an empty variable counts as not set. Throws
 * ConfigError naming the setting.
 */
export function readConfig(flags: Record<string, unknown>, environment: Record<string, string | undefined>): Config {
  const read = (name: string, setting: Setting): unknown => {
    const given = flags[name] ?? (environment[environmentName(setting)] || undefined);
    return given === undefined ? setting.default : readSetting(setting, String(given));
  };
  const config = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, read(name, setting)]));
  const changes = Object.entries(switchSettings).map(([name, setting]) => [name, read(name, setting)]);
  const behaviour = behaviourOf(config.profile as ProfileName, Object.fromEntries(changes.filter(([, value]) => value !== null)));
  const problem = loginProblem(config as unknown as Config);
  if (problem !== null) throw new ConfigError(problem);
  return { ...(config as unknown as Config), behaviour };
}

/** What a setting is, given as a text. Throws ConfigError. */
export function readSetting<Value>(setting: Omit<Setting, 'parse'> & { parse(text: string): Value }, text: string): Value {
  try {
    return setting.parse(text);
  } catch (error) {
    throw new ConfigError(`--${setting.flag} (${environmentName(setting)}): ${(error as Error).message}`);
  }
}

/** `CIRCLET_RATE_LIMIT` for `rate-limit`. */
export function environmentName(setting: Pick<Setting, 'flag'>): string {
  return `CIRCLET_${setting.flag.replaceAll('-', '_').toUpperCase()}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
