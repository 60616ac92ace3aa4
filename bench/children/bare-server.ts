import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The ceiling: ready bodies from memory under the headers that Circlet sends.
const bodies = (JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as string[]).map((body) => Buffer.from(body));
let turn = 0;

const server = createServer((_request, response) => {
  const body = bodies[turn++ % bodies.length] as Buffer;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);
});
process.once('SIGTERM', () => process.exit());
