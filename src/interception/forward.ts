import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Recorder } from './recorder.js';

/** Changes what is asked before the server sees it. */
export type Adjust = (asked: IncomingMessage) => Promise<{ path: string; headers: string[] }>;

/** Makes what looks on at one exchange. */
export type Watch = () => Recorder;

export interface Forward {
  (asked: IncomingMessage, answered: ServerResponse): void;
  close(): void;
}

/** Hands requests to the server at `target` as they come, `host` and all, and its answers back; streams both ways. */
export function createForward(target: string, adjust: Adjust, watch: Watch | null): Forward {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const forward = async (asked: IncomingMessage, answered: ServerResponse) => {
    const recorder = watch?.();
    answered.on('close', () => recorder?.end());
    const { path, headers } = await adjust(asked);
    const onward = request({
      agent,
      host: hostname.replace(/^\[|\]$/g, ''),
      port,
      method: asked.method ?? 'GET',
      path,
      setHost: false,
      headers,
    });
    onward.on('response', (response) => {
      answered.writeHead(response.statusCode as number, response.statusMessage, answerHeaders(response));
      // A cut answer has to arrive cut: pipeline destroys the one where the other breaks.
      pipeline(response, answered, () => {});
      recorder?.response(response);
    });
    onward.on('error', (error) => refuse(answered, `Circlet at ${target} does not answer: ${error.message}`));
    answered.on('close', () => answered.writableFinished || onward.destroy());
    pipeline(asked, onward, () => {});
    recorder?.request(asked);
  };
  const onRequest = (asked: IncomingMessage, answered: ServerResponse) => {
    forward(asked, answered).catch((error: Error) => refuse(answered, `The request cannot be handed on: ${error.message}`));
  };
  return Object.assign(onRequest, { close: () => agent.destroy() });
}

/** Answers 502, or cuts an answer that has begun. */
export function refuse(answered: ServerResponse, detail: string): void {
  if (answered.headersSent) answered.destroy();
  else answered.writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify({ detail }));
}

/** Headers of an answer to be handed on; how its end is told depends on the client's version of HTTP. */
export const answerHeaders = ({ rawHeaders }: IncomingMessage): string[] =>
  endToEnd(rawHeaders).filter((_, i, all) => all[i - (i % 2)]?.toLowerCase() !== 'transfer-encoding');

/** RFC 9110 §7.6.1: what concerns one connection only. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'expect', 'proxy-connection', 'proxy-authorization', 'te', 'trailer', 'upgrade']);

/** Raw headers (name, value, name, value …) without those of the connection. */
export function endToEnd(raw: readonly string[]): string[] {
  return raw.filter((_, i) => !HOP_BY_HOP.has((raw[i - (i % 2)] as string).toLowerCase()));
}
