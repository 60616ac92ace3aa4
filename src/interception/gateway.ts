import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Authority } from './certificate-authority.js';
import type { Forward } from './forward.js';
import { createConnect, createProxyRequests } from './proxy.js';

export interface GatewayOptions {
  authority: Authority;
  forward: Forward;
  /** The user's own environment, for the proxy that other hosts may need. */
  environment: Record<string, string | undefined>;
  /** Where TLS for Oura's hosts is taken; a free port of loopback by default. */
  tls?: { host: string; port: number };
}

/** The two doors of a run. */
export interface Gateway {
  /** The HTTP proxy, and Circlet without TLS: `http://127.0.0.1:40001`. */
  proxyUrl: string;
  proxyPort: number;
  /** Speaks TLS as Oura's hosts. */
  tlsPort: number;
  close(): Promise<void>;
}

/** Opens both. Rejects with the system's error where an address is taken. */
export async function openGateway({ authority, forward, environment, tls }: GatewayOptions): Promise<Gateway> {
  const secure = createTlsServer({ ...authority.server, ALPNProtocols: ['http/1.1'] }, forward);
  // A client that does not trust us, or goes away, is its own affair.
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  const open = new Set<Duplex>();
  const options = { environment, forward, acceptTls: (socket: Duplex) => void secure.emit('connection', socket) };
  const proxy = createServer(createProxyRequests(options)).on('connect', createConnect(options));
  for (const server of [secure, proxy]) {
    // Answers may be as slow as they like, and connections stay as long as the program wants.
    server.requestTimeout = 0;
    server.keepAliveTimeout = 60_000;
    server.on('connection', (socket: Duplex) => open.add(socket.once('close', () => open.delete(socket))));
  }
  const tlsPort = await listen(secure, tls?.host ?? '127.0.0.1', tls?.port ?? 0);
  const proxyPort = await listen(proxy as HttpServer, '127.0.0.1', 0);
  const close = async () => {
    for (const server of [secure, proxy]) server.close();
    for (const socket of open) socket.destroy();
    forward.close();
  };
  return { proxyUrl: `http://127.0.0.1:${proxyPort}`, proxyPort, tlsPort, close };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}
