import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { freePort } from '../test/support/start-postgres.js';
import { alternate, type Round, timesLess } from './alternate.js';
import type { Bench, BenchOptions } from './bench.js';
import { installPeer } from './install-peer.js';
import { createListAsks } from './lists.js';
import { type Ask, createLoadClient } from './load.js';
import type { Measurement } from './report.js';
import { type ServerProcess, startServer } from './server-process.js';
import { startCirclet } from './servers.js';
import { FEW_USERS, prepareStore } from './stores.js';

const PATH = '/v2/usercollection/daily_sleep';
const CONTRACT = new URL('../docs/openapi.json', import.meta.url);

/** Another server that gives out the same 30 documents, whatever is asked. */
interface Peer {
  name: string;
  package: string;
  /** The last one for Node 20. */
  version: string;
  entry: string;
  path: string;
  /** The command line; `text` is the answer to give, `folder` is for files. */
  parameters(text: string, folder: string, port: number): string[];
}

const PEERS: readonly Peer[] = [
  {
    name: 'Prism',
    package: '@stoplight/prism-cli',
    version: '5.14.2',
    entry: 'dist/index.js',
    path: PATH,
    parameters(text, folder, port) {
      const contract = JSON.parse(readFileSync(CONTRACT, 'utf8'));
      contract.paths[PATH].get.responses['200'].content['application/json'].example = JSON.parse(text);
      const file = path.join(folder, 'openapi.json');
      writeFileSync(file, JSON.stringify(contract));
      return ['mock', '--host', '127.0.0.1', '--port', `${port}`, file];
    },
  },
  {
    name: 'json-server',
    package: 'json-server',
    version: '0.17.4',
    entry: 'lib/cli/bin.js',
    path: '/daily_sleep',
    parameters(text, folder, port) {
      const file = path.join(folder, 'db.json');
      writeFileSync(file, JSON.stringify({ daily_sleep: JSON.parse(text).data }));
      return ['--host', '127.0.0.1', '--port', `${port}`, file];
    },
  },
];

/**
 * CPU time of Circlet, out of its store, against servers that mock it, started as their guides say, with their logs: all give out the same 30
 * documents, over and over.
 */
export const peers: Bench = async (options) => {
  const { stores, scratch, isBound, rounds, say } = options;
  const { folder, tokens } = await prepareStore(stores, FEW_USERS);
  const first = createListAsks({ tokens })();
  const measurements: Measurement[] = [];
  await using circlet = await startCirclet(folder, null, isBound);
  const text = await answerOf(circlet, first);
  for (const peer of PEERS) {
    const entry = installPeer(peer.package, peer.version, peer.entry);
    if (typeof entry === 'string') {
      say(`${peer.name} is left out; it takes a registry that can be reached. ${entry}`);
      continue;
    }
    say(`beside ${peer.name} ${peer.version}`);
    await using other = await startPeer(peer, entry, text, { scratch, isBound });
    const ask = { path: peer.path, token: first.token };
    const given = await answerOf(other, ask);
    if (!isDeepStrictEqual(documentsIn(given), documentsIn(text))) throw new Error(`${peer.name} answers ${given.slice(0, 200)}`);
    const results = await alternate({ circlet, other }, rounds, (name) => (name === 'circlet' ? first : ask));
    measurements.push(...figures(peer.name, results));
  }
  return measurements;
};

async function startPeer(peer: Peer, entry: URL, text: string, { scratch, isBound }: Pick<BenchOptions, 'scratch' | 'isBound'>) {
  const port = await freePort();
  const parameters = peer.parameters(text, mkdtempSync(path.join(scratch, 'peer-')), port);
  return startServer(entry, parameters, { isBound, readyAt: new URL(`http://127.0.0.1:${port}${peer.path}`) });
}

async function answerOf(server: ServerProcess, ask: Ask): Promise<string> {
  await using client = createLoadClient(server.url);
  const { status, text } = await client.get(ask);
  if (status !== 200) throw new Error(`${ask.path}: ${status} ${text.slice(0, 200)}`);
  return text;
}

/** The documents of an answer; json-server gives them without more around. */
function documentsIn(text: string): unknown {
  const answer = JSON.parse(text) as { data: unknown } | unknown[];
  return Array.isArray(answer) ? answer : answer.data;
}

function figures(name: string, { circlet, other }: { circlet: Round[]; other: Round[] }): Measurement[] {
  return [
    { name: `30 documents of 100 users: times less CPU than ${name}`, values: timesLess(circlet, other) },
    { name: `30 documents beside ${name}: CPU of Circlet in µs`, values: circlet.map(({ cpuMicros }) => cpuMicros) },
    { name: `30 documents beside ${name}: CPU of ${name} in µs`, values: other.map(({ cpuMicros }) => cpuMicros) },
  ];
}
