import type dns from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../lib/clock.js';
import type { TargetPolicy } from './address-guard.js';
import { guardedLookup } from './guarded-connector.js';
import { createOutgoing } from './outgoing.js';

let connections = 0;
const server = createServer((_, response) => response.writeHead(200, { connection: 'close' }).end('seen'));
server.on('connection', () => connections++);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());

/** Asks `rebind.example`, whose addresses are one set of these at each look-up. */
async function ask(policy: TargetPolicy, ...answers: string[][]) {
  let lookups = 0;
  const resolve = (_name: string, _options: unknown, callback: (error: null, found: dns.LookupAddress[]) => void) => {
    const addresses = answers[Math.min(lookups++, answers.length - 1)] as string[];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  const outgoing = createOutgoing({ policy, timeoutMs: 2000, machine: systemClock, resolve: resolve as unknown as typeof dns.lookup });
  const before = connections;
  const seen = [];
  for (const _ of answers) {
    const { status, error } = await outgoing.send({ url: `http://rebind.example:${port}/`, method: 'POST', headers: {}, body: '{}' });
    seen.push(status ?? error);
  }
  await outgoing.close();
  return { seen, connections: connections - before, lookups };
}

const refused = expect.stringMatching(/^refused: rebind\.example leads to .+ is a .+ address$/);

test('a name is looked at when it is connected to, each time', async () => {
  expect(await ask('development', ['127.0.0.1'])).toEqual({ seen: [200], connections: 1, lookups: 1 });
  // First harmless, then not: the answer that counts is the one that is connected to.
  expect(await ask('development', ['127.0.0.1'], ['169.254.169.254'])).toEqual({ seen: [200, refused], connections: 1, lookups: 2 });
  expect(await ask('public', ['127.0.0.1'], ['::1'], ['::ffff:7f00:1'], ['10.0.0.1'])).toMatchObject({
    seen: [refused, refused, refused, refused],
    connections: 0,
  });
});

test('one refused address among several is enough', async () => {
  expect(await ask('development', ['127.0.0.1', 'fe80::1'])).toMatchObject({ seen: [refused], connections: 0 });
  expect(await ask('public', ['8.8.8.8', '127.0.0.1'])).toMatchObject({ seen: [refused], connections: 0 });
});

test('an answer that is not there in time is none', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  let nowMs = 0;
  const outgoing = createOutgoing({ policy: 'development', timeoutMs: 10_000, machine: { now: () => nowMs } });
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  const asked = outgoing.send({ url, method: 'GET', headers: {} });
  nowMs = 9999;
  outgoing.expire();
  nowMs = 10_000;
  outgoing.expire();
  expect(await asked).toMatchObject({ status: null, error: 'no answer within 10 s', tookMs: 10_000 });
  await outgoing.close();
  silent.closeAllConnections();
  silent.close();
});

test('a name that leads to the public internet first and to this machine next is refused at the second connection', async () => {
  const answers = ['203.0.114.1', '127.0.0.1'];
  const asked: string[] = [];
  const resolve = ((_name: string, _options: unknown, callback: (error: null, found: dns.LookupAddress[]) => void) =>
    callback(null, [{ address: answers.shift() as string, family: 4 }])) as unknown as typeof dns.lookup;
  const lookup = guardedLookup('public', resolve);
  for (let i = 0; i < 2; i++) {
    lookup('rebind.example', {}, (error, address) => asked.push(error ? error.message : String(address)));
  }
  expect(asked).toEqual(['203.0.114.1', 'rebind.example leads to 127.0.0.1 is a loopback address']);
});
