import type dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { addressProblem, RefusedTargetError, type TargetPolicy } from './address-guard.js';

/** Connects only to addresses that are allowed: those a name resolves to right now, for this very connection. */
export function guardedConnector(policy: TargetPolicy, resolve: typeof dns.lookup, timeoutMs: number): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const problem = addresses.map(({ address }) => addressProblem(address, policy)).find((found) => found !== null);
      if (problem) return callback(new RefusedTargetError(`${hostname} leads to ${problem}`), '');
      const [first] = addresses;
      if (options.all || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup, timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const problem = addressProblem(socket.remoteAddress ?? '', policy);
      if (!problem) return callback(null, socket);
      socket.destroy();
      callback(new RefusedTargetError(problem), null);
    });
}
