// Loaded before every Node program of a run, whatever kind of module it is, and in its workers: CommonJS, and nothing newer than Node 18.
// Connections to Oura's hosts go to Circlet's own ports, whoever opens them: http, https, fetch, undici. No other connection is touched.
import fs = require('node:fs');
import net = require('node:net');
import nodeModule = require('node:module');
import tls = require('node:tls');
import childProcess = require('node:child_process');

interface Facts {
  hosts: string[];
  tlsPort: number;
  plainPort: number;
  certificate: string;
  /** Variables of proxies: for programs that need ours, and as they would be without it. */
  proxies: Values;
  own: Values;
}

/** Null: not set. */
type Values = Record<string, string | null>;

type Options = Record<string, unknown>;
type AnyFunction = (...args: unknown[]) => unknown;

const MARK = 'CIRCLET_RUN';
const facts = readFacts(process.env[MARK]);
if (facts) intercept(facts);

function readFacts(file: string | undefined): Facts | null {
  try {
    return file ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Facts) : null;
  } catch {
    // The run that started us is over.
    return null;
  }
}

function intercept(known: Facts): void {
  const isOura = (host: unknown) => typeof host === 'string' && known.hosts.includes(host.toLowerCase().replace(/\.$/, ''));
  redirectSockets(known, isOura);
  trustOurs(known, isOura);
  hideProxies(known);
  nodeModule.syncBuiltinESMExports();
}

/** Every TCP connection begins in this one method. */
function redirectSockets({ tlsPort, plainPort }: Facts, isOura: (host: unknown) => boolean): void {
  const prototype = net.Socket.prototype as unknown as { connect: AnyFunction };
  const connect = prototype.connect;
  const moved = (options: Options): Options => {
    const port = Number(options.port);
    if (!isOura(options.host) || (port !== 443 && port !== 80)) return options;
    return { ...options, host: '127.0.0.1', port: port === 443 ? tlsPort : plainPort, family: 4 };
  };
  prototype.connect = function (this: unknown, ...args: unknown[]) {
    const [first, second] = args;
    // What net.connect hands on: options and callback in an array that bears a mark.
    if (Array.isArray(first)) first[0] = moved(first[0] as Options);
    else if (typeof first === 'object' && first !== null) args[0] = moved(first as Options);
    else if (typeof second === 'string' && isOura(second)) args.splice(0, 2, moved({ port: first, host: second }));
    return connect.apply(this, args);
  };
}

/** A program that names its own authorities shall take ours as well, for Oura's hosts. */
function trustOurs({ certificate }: Facts, isOura: (host: unknown) => boolean): void {
  const connect = tls.connect as unknown as AnyFunction;
  (tls as unknown as { connect: AnyFunction }).connect = (...args) => {
    const i = args.findIndex((arg) => typeof arg === 'object' && arg !== null);
    const options = args[i] as Options | undefined;
    const host = options?.servername || options?.host || (typeof args[1] === 'string' ? args[1] : undefined);
    if (isOura(host)) {
      const trusting = { ...options, ca: certificate, secureContext: undefined };
      if (i === -1) args.splice(typeof args[1] === 'string' ? 2 : 1, 0, trusting);
      else args[i] = trusting;
    }
    return connect(...args);
  };
}

/** Libraries that read proxies from the environment need none here, and some do it badly; programs started from here may need them. */
function hideProxies({ proxies, own }: Facts): void {
  exchange(process.env, proxies, own);
  const forChild = (env: NodeJS.ProcessEnv) => (MARK in env ? exchange({ ...env }, own, proxies) : env);
  const child = (childProcess as unknown as { ChildProcess: { prototype: { spawn: AnyFunction } } }).ChildProcess.prototype;
  const spawn = child.spawn;
  child.spawn = function (this: unknown, ...args: unknown[]) {
    const options = args[0] as { envPairs?: string[] };
    const env = Object.fromEntries(
      (options.envPairs ?? []).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    const envPairs = Object.entries(forChild(env)).map(([name, value]) => `${name}=${value}`);
    return spawn.call(this, options.envPairs ? { ...options, envPairs } : options);
  };
  for (const name of ['spawnSync', 'execFileSync', 'execSync'] as const) {
    const run = childProcess[name] as unknown as AnyFunction;
    (childProcess as unknown as Record<string, AnyFunction>)[name] = (...args) => {
      while (args.length > 1 && args[args.length - 1] == null) args.pop();
      const i = args.findIndex((arg, at) => at > 0 && typeof arg === 'object' && arg !== null && !Array.isArray(arg));
      const options = (i === -1 ? {} : args[i]) as { env?: NodeJS.ProcessEnv };
      args[i === -1 ? args.length : i] = { ...options, env: forChild(options.env ?? process.env) };
      return run(...args);
    };
  }
}

/** Puts variables from one state into another; those that have been changed since are left alone. */
function exchange(env: NodeJS.ProcessEnv, from: Values, to: Values): NodeJS.ProcessEnv {
  for (const name of Object.keys(from)) {
    if ((env[name] ?? null) !== from[name]) continue;
    if (to[name] === null) delete env[name];
    else env[name] = to[name];
  }
  return env;
}
