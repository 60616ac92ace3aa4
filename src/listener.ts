import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** How long answers that are under way may take after a stop was asked for. */
const DRAIN_MS = 10_000;
/** A client that has begun a request has so long for its headers. */
const HEADERS_MS = 10_000;
/** Longer than the 60 s that balancers commonly keep a connection: who closes first must not be the one that is being asked. */
const KEEP_ALIVE_MS = 75_000;
/** A connection without a byte in either direction, such as of a client that does not read. Turning the clock by years takes minutes. */
const SILENCE_MS = 600_000;
const MAXIMUM_HEADER_BYTES = 16 * 1024;

/** Where to listen. */
export interface ListenAddress {
  host: string;
  /** 0 takes a free one. */
  port: number;
}

export interface ListenerOptions extends ListenAddress {
  fetch(request: Request): Response | Promise<Response>;
  /** How long a client may take to send a request. */
  requestTimeoutMs: number;
}

/** A port that requests are taken from. */
export interface Listener {
  url: string;
  /** Takes no more requests, answers what has been asked, then lets go of the port. */
  close(): Promise<void>;
}

/** Listens. Rejects with the system's error where the port is taken. */
export async function openListener({ fetch, host, port, requestTimeoutMs }: ListenerOptions): Promise<Listener> {
  const serverOptions = {
    headersTimeout: Math.min(HEADERS_MS, requestTimeoutMs),
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: MAXIMUM_HEADER_BYTES,
  };
  const server = createAdaptorServer({ fetch, serverOptions }) as Server;
  server.setTimeout(SILENCE_MS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        // A connection that has its last answer shall not stay open for another request; in ms, 0 would mean for ever.
        server.keepAliveTimeout = 1;
        setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
      }),
  };
}
