import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../lib/clock.js';
import type { HarFile } from './har-file.js';
import { type Body, gatherBody, type Recorder } from './recorder.js';
import { redactHeader, redactText } from './redact.js';

export interface TrafficLogOptions {
  file: HarFile;
  clock: Clock;
  /** Whether tokens, codes and secrets are written as they are. */
  hasSecrets: boolean;
  /** Told once, of a log that can be written no more. */
  onFailure(error: Error): void;
}

const CUT = 'only the beginning is kept';

/** Writes down what is asked of Oura's hosts and answered, an entry per exchange when it is over. */
export function createTrafficLog({ file, clock, hasSecrets, onFailure }: TrafficLogOptions) {
  const text = hasSecrets ? (value: string) => value : redactText;
  const headers = (raw: readonly string[]) =>
    raw.flatMap((name, i) => {
      const value = raw[i + 1] ?? '';
      return i % 2 === 0 ? [{ name, value: hasSecrets ? value : redactHeader(name, value) }] : [];
    });
  let hasFailed = false;

  const request = (asked: IncomingMessage, body: Body) => {
    const scheme = (asked.socket as Partial<TLSSocket>).encrypted ? 'https' : 'http';
    const url = text(`${scheme}://${asked.headers.host}${asked.url}`);
    const queryString = [...new URL(url, 'http://localhost').searchParams].map(([name, value]) => ({ name, value }));
    const posted = { mimeType: asked.headers['content-type'] ?? '', text: text(body.text), ...(body.isCut ? { comment: CUT } : {}) };
    return {
      ...{
        method: asked.method,
        url,
        httpVersion: `HTTP/${asked.httpVersion}`,
        cookies: [],
        headers: headers(asked.rawHeaders),
        queryString,
      },
      ...{ headersSize: -1, bodySize: body.bytes, ...(body.bytes > 0 ? { postData: posted } : {}) },
    };
  };
  const response = (answer: IncomingMessage | null, body: Body) => {
    const { statusCode = 0, statusMessage = '', httpVersion = '1.1', rawHeaders = [], headers: named = {} } = answer ?? {};
    // What cannot be read cannot be redacted either.
    const isPacked = named['content-encoding'] !== undefined;
    const comment = isPacked ? 'packed, and left out' : body.isCut ? CUT : undefined;
    const content = { size: body.bytes, mimeType: named['content-type'] ?? '', ...(isPacked ? {} : { text: text(body.text) }) };
    return {
      ...{ status: statusCode, statusText: statusMessage, httpVersion: `HTTP/${httpVersion}`, cookies: [], headers: headers(rawHeaders) },
      ...{ content: comment ? { ...content, comment } : content, redirectURL: text(named.location ?? '') },
      ...{ headersSize: -1, bodySize: body.bytes },
    };
  };

  return (): Recorder => {
    const startedMs = clock.now();
    let answeredMs: number | null = null;
    let asked: IncomingMessage | null = null;
    let answer: IncomingMessage | null = null;
    let askedBody: () => Body = () => ({ text: '', bytes: 0, isCut: false });
    let answeredBody = askedBody;
    return {
      request(message) {
        asked = message;
        askedBody = gatherBody(message);
      },
      response(message) {
        answeredMs = clock.now();
        answer = message;
        answeredBody = gatherBody(message);
      },
      end() {
        if (asked === null || hasFailed) return;
        const now = clock.now();
        const timings = { send: 0, wait: (answeredMs ?? now) - startedMs, receive: now - (answeredMs ?? now) };
        const entry = { startedDateTime: new Date(startedMs).toISOString(), time: now - startedMs };
        try {
          file.add({ ...entry, request: request(asked, askedBody()), response: response(answer, answeredBody()), cache: {}, timings });
        } catch (error) {
          hasFailed = true;
          onFailure(error as Error);
        }
      },
    };
  };
}
