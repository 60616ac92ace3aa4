import { Pool } from 'undici';
import type { TrafficAsk } from './ask.js';

/** Status of a request that got no answer. */
export const NO_ANSWER = 0;

/** Sends requests of any kind over connections that stay. */
export interface TrafficClient extends AsyncDisposable {
  /** Resolves to the status when the answer is there to its last byte. */
  send(ask: TrafficAsk): Promise<number>;
  /** Of bodies, in both directions, so far. */
  bodyBytes(): number;
}

/** Connects to the server at `url`; requests beyond `connections` at once wait for their turn. */
export function createTrafficClient(url: string, connections: number): TrafficClient {
  const pool = new Pool(url, { connections, pipelining: 1 });
  let bytes = 0;
  return {
    bodyBytes: () => bytes,
    send: ({ method, path, token, body, ifNoneMatch, tagged }) =>
      new Promise((resolve) => {
        const headers: Record<string, string> = { authorization: `Bearer ${token}` };
        if (ifNoneMatch !== undefined) headers['if-none-match'] = ifNoneMatch;
        if (body !== undefined) headers['content-type'] = 'application/json';
        const text = body === undefined ? null : JSON.stringify(body);
        bytes += text?.length ?? 0;
        let status = NO_ANSWER;
        pool.dispatch(
          { method, path, headers, body: text },
          {
            onRequestStart() {},
            onResponseStart(_controller, statusCode, answered) {
              status = statusCode;
              if (tagged && status === 200 && typeof answered.etag === 'string') tagged(answered.etag);
            },
            onResponseData(_controller, chunk) {
              bytes += chunk.length;
            },
            onResponseEnd: () => resolve(status),
            onResponseError: () => resolve(NO_ANSWER),
          },
        );
      }),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}
