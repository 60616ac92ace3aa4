import type dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { addressProblem, RefusedTargetError, type TargetPolicy } from './address-guard.js';

/** Resolves names to addresses that are allowed, all of them or none. */
export function guardedLookup(policy: TargetPolicy, resolve: typeof dns.lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const problem = addresses.map(({ address }) => addressProblem(address, policy)).find((found) => found !== null);
      if (problem) return callback(new RefusedTargetError(`${hostname} leads to ${problem}`), '');
      const [first] = addresses;
      if (options.all || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** Connects only to addresses that are allowed: those a name resolves to right now, for this very connection. */
export function guardedConnector(policy: TargetPolicy, resolve: typeof dns.lookup, timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ lookup: guardedLookup(policy, resolve), timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const problem = addressProblem(socket.remoteAddress ?? '', policy);
      if (!problem) return callback(null, socket);
      socket.destroy();
      callback(new RefusedTargetError(problem), null);
    });
}
