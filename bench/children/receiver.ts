import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const ENDLESS_BYTES = 1e9;
let events = 0;
let last = {};

/** How bad receivers answer, by their path. */
const BAD: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/fails': (_, response) => void response.writeHead(500).end(),
  '/waits': (_, response) => void response.writeHead(429, { 'retry-after': '100' }).end(),
  '/gone': (_, response) => void response.writeHead(410).end(),
  '/hangs': () => {},
  '/resets': (request) => void request.socket.resetAndDestroy(),
  '/redirects': (_, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
  '/pours': (_, response) => pour(response),
};

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536);
  let sent = 0;
  const more = () => {
    while (!response.destroyed && sent < ENDLESS_BYTES) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

// Takes every event, answers the challenge of a subscription, and tells how many there were and what the last one looked like.
const server = createServer((request, response) => {
  const { searchParams, pathname } = new URL(request.url ?? '', 'http://receiver');
  request.resume();
  if (searchParams.has('challenge')) return void response.end(JSON.stringify({ challenge: searchParams.get('challenge') }));
  if (pathname === '/seen') return void response.end(JSON.stringify({ events, last }));
  const bad = BAD[pathname];
  if (bad) return bad(request, response);
  events++;
  last = { names: Object.keys(request.headers).sort(), bytes: request.headers['content-length'], type: request.headers['content-type'] };
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);
});
process.once('SIGTERM', () => process.exit());
