import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a receiver saw it. */
export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** As it came. */
  body: string;
}

/** How a receiver answers events; the handshake is its own. */
export type Answering = (request: IncomingMessage, response: ServerResponse, received: Received) => void;

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** A receiver on loopback that answers the challenge and notes everything it is sent. */
export async function startReceiver(answering: Answering = (_, response) => response.end()) {
  const events: Received[] = [];
  const handshakes: Received[] = [];
  let answer = answering;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://receiver');
    const received = { method: request.method ?? '', path, query, headers: request.headers, body: Buffer.concat(chunks).toString() };
    if (request.method === 'GET' && query.has('challenge')) {
      handshakes.push(received);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ challenge: query.get('challenge') }));
      return;
    }
    events.push(received);
    answer(request, response, received);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    port,
    events,
    handshakes,
    /** The bodies of all events, parsed. */
    told: () => events.map(({ body }) => JSON.parse(body) as Record<string, string>),
    answerWith(next: Answering) {
      answer = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
