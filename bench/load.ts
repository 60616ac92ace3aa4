import { gunzipSync } from 'node:zlib';
import { Pool } from 'undici';

/** Requests under way at once, each on a connection of its own. */
const CONNECTIONS = 32;

/** What one request asks for. */
export interface Ask {
  path: string;
  token: string;
  /** The codings that the client takes; none where it names none. */
  acceptEncoding?: string;
}

/** What a round of load saw. */
export interface LoadResult {
  requests: number;
  seconds: number;
  /** Milliseconds, one per request. */
  latencies: Float64Array;
}

/** A client that keeps its connections between rounds. */
export interface LoadClient extends AsyncDisposable {
  /** A closed loop of `requests` requests. Throws where an answer is not 200. */
  run(requests: number, next: () => Ask): Promise<LoadResult>;
  /** One answer, unpacked. */
  get(ask: Ask): Promise<{ status: number; contentType: string; text: string; sentBytes: number }>;
}

/** Connects to the server at `url`. */
export function createLoadClient(url: string): LoadClient {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });

  const headersOf = ({ token, acceptEncoding }: Ask): Record<string, string> => ({
    authorization: `Bearer ${token}`,
    ...(acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding }),
  });

  function answer(ask: Ask): Promise<void> {
    return new Promise((resolve, reject) => {
      const { path } = ask;
      pool.dispatch(
        { method: 'GET', path, headers: headersOf(ask) },
        {
          onRequestStart() {},
          onResponseStart(_controller, status) {
            if (status !== 200) reject(new Error(`${path} was answered with ${status}`));
          },
          onResponseData() {},
          onResponseEnd: () => resolve(),
          onResponseError: (_controller, error) => reject(error),
        },
      );
    });
  }

  return {
    async run(requests, next) {
      const latencies = new Float64Array(requests);
      let begun = 0;
      let isDone = false;
      // The load must not sleep: waking it would be charged to the server, and more so to the slower one.
      const stayAwake = () => isDone || setImmediate(stayAwake);
      const started = performance.now();
      const loop = async () => {
        while (begun < requests) {
          const place = begun++;
          const ask = next();
          const sent = performance.now();
          await answer(ask);
          latencies[place] = performance.now() - sent;
        }
      };
      stayAwake();
      await Promise.all(Array.from({ length: CONNECTIONS }, loop)).finally(() => {
        isDone = true;
      });
      return { requests, seconds: (performance.now() - started) / 1000, latencies };
    },
    async get(ask) {
      const { statusCode, headers, body } = await pool.request({ method: 'GET', path: ask.path, headers: headersOf(ask) });
      const bytes = Buffer.from(await body.arrayBuffer());
      const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
      return { status: statusCode, contentType: String(headers['content-type']), text, sentBytes: bytes.length };
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}
