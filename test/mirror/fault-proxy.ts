import { createServer, request as forward, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request: it passes, or is answered like this instead. */
export type Fault = null | 'cut' | 'not json' | 'silent' | { status: number; headers?: Record<string, string>; body?: unknown };

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;

/** A proxy before a server that does to each request what `faultOf` says of its number (from 1) and path. */
export async function startFaultProxy(target: string, faultOf: (number: number, path: string) => Fault = () => null) {
  let fault = faultOf;
  const paths: string[] = [];
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    const number = paths.push(path);
    const doing = fault(number, path);
    if (doing === 'silent') return;
    if (doing !== null && typeof doing === 'object') {
      response.writeHead(doing.status, { 'content-type': 'application/json', ...doing.headers });
      response.end(JSON.stringify(doing.body ?? { detail: 'made to fail' }));
      return;
    }
    const { host: _, ...headers } = incoming.headers;
    const passing = forward(target + path, { method: incoming.method ?? 'GET', headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      spoil(doing, response, answer.statusCode ?? 502, Buffer.concat(chunks), answer.headers.location);
    });
    incoming.pipe(passing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Paths of all requests so far. */
    paths,
    faultBy(next: typeof faultOf) {
      fault = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spoil(doing: Fault, response: ServerResponse, status: number, body: Buffer, location: string | undefined): void {
  const half = body.subarray(0, Math.ceil(body.length / 2));
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  if (location !== undefined) response.setHeader('location', location);
  if (doing !== 'cut') {
    response.end(doing === 'not json' ? half : body);
    return;
  }
  response.setHeader('content-length', body.length);
  response.write(half, () => response.destroy());
}
