import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DocumentCollection } from '../collections/define.js';
import { documentCollections } from '../collections/index.js';
import { signatureOf } from '../webhooks/signature.js';

const MAXIMUM_BYTES = 64 * 1024;

/** An event that concerns the account. */
export interface ReceivedEvent {
  collection: DocumentCollection;
  objectId: string;
  isDeletion: boolean;
}

export interface ReceiverOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  clientSecret: string;
  /** What handshakes have to bring. */
  verificationToken: string;
  /** Whose events count. */
  upstreamId: string;
  /** Takes an event in; where it fails, the sender is told to try again. */
  take(event: ReceivedEvent): Promise<void>;
}

/** A listening receiver. */
export interface Receiver {
  port: number;
  close(): Promise<void>;
}

/** Listens for events as Oura sends them: answers the handshake, and takes what is signed with the app's secret. */
export async function receiveEvents(options: ReceiverOptions): Promise<Receiver> {
  const byDataType = new Map(documentCollections.map((collection) => [collection.dataType, collection]));

  async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    if (request.method === 'GET') {
      const query = new URL(request.url ?? '/', 'http://receiver').searchParams;
      const [token, challenge] = [query.get('verification_token'), query.get('challenge')];
      return token === options.verificationToken && challenge ? [200, { challenge }] : [401, { detail: 'Wrong verification_token.' }];
    }
    if (request.method !== 'POST') return [405, { detail: 'Method Not Allowed' }];
    const body = await bodyOf(request);
    if (body === null) return [413, { detail: 'The body is too large.' }];
    if (!isSigned(request, body, options.clientSecret)) return [401, { detail: 'Wrong signature.' }];
    const event = eventIn(body);
    const collection = byDataType.get(String(event.data_type));
    // What is not about this account, or nothing that is copied, is taken note of and left.
    if (event.user_id !== options.upstreamId || !collection || typeof event.object_id !== 'string') return [200, {}];
    await options.take({ collection, objectId: event.object_id, isDeletion: event.event_type === 'delete' });
    return [200, {}];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request).catch((): [number, object] => [503, { detail: 'Try again later.' }]);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

/** The body, null where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > MAXIMUM_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function isSigned({ headers }: IncomingMessage, body: string, secret: string): boolean {
  const [timestamp, signature] = [headers['x-oura-timestamp'], headers['x-oura-signature']];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  const [given, right] = [Buffer.from(signature.toUpperCase()), Buffer.from(signatureOf(secret, timestamp, body))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function eventIn(body: string): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(body);
    return typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
