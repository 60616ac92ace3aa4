import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Ask } from '../load.js';
import type { Tally } from './tally.js';

/** How the load is made. */
export interface WrkOptions {
  url: string;
  /** Asked for one after the other, over and over. */
  asks: readonly Ask[];
  /** For its script. */
  folder: string;
  connections: number;
  seconds: number;
  /** Whether this process is bound to a core, which its children would be as well. */
  isBound: boolean;
}

interface Summary {
  requests: number;
  /** Answers with another status than 200 to 399, and none at all. */
  errors: number;
}

/** Whether wrk is installed (Debian's `wrk`): it takes a tenth of the CPU time that a client in JavaScript takes, and so leaves the cores to servers. */
export const hasWrk = (): boolean => spawnSync('wrk', ['-v']).error === undefined;

/** Loads a server as fast as it goes, and counts into `tally`. */
export async function driveWrk({ url, asks, folder, connections, seconds, isBound }: WrkOptions, tally: Tally): Promise<void> {
  const script = path.join(folder, 'wrk.lua');
  writeFileSync(script, scriptOf(asks, new URL(url).host));
  const words = ['wrk', '-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', script, url];
  const [command, ...parameters] = isBound ? ['taskset', '-c', `0-${availableParallelism() - 1}`, ...words] : words;
  const { stdout } = await promisify(execFile)(command as string, parameters);
  const { requests, errors } = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{'))) as Summary;
  tally.requests += requests;
  if (errors > 0) tally.unexpected.wrk = (tally.unexpected.wrk ?? 0) + errors;
}

function scriptOf(asks: readonly Ask[], host: string): string {
  const requests = asks.map(
    ({ path: wanted, token }) => `GET ${wanted} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  return `local requests = {${requests.map((text) => JSON.stringify(text)).join(',\n')}}
local n = 0
request = function()
  n = n % #requests + 1
  return requests[n]
end
done = function(summary)
  local errors = summary.errors
  local all = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\\n{"requests":%d,"errors":%d}', summary.requests, all))
end
`;
}
