import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Takes every event and answers the challenge of a subscription.
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://receiver');
  request.resume();
  if (searchParams.has('challenge')) response.end(JSON.stringify({ challenge: searchParams.get('challenge') }));
  else response.end();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);
});
process.once('SIGTERM', () => process.exit());
