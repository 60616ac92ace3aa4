import type { IncomingMessage } from 'node:http';

/** Bytes of a body that are kept. */
const BOUND = 256 * 1024;

/** What is seen of one exchange, as it goes by. */
export interface Recorder {
  /** The request, at the moment its body is sent on. */
  request(asked: IncomingMessage): void;
  response(response: IncomingMessage): void;
  /** The answer is out, or was broken off. */
  end(): void;
}

/** A body, or its beginning. */
export interface Body {
  text: string;
  bytes: number;
  isCut: boolean;
}

/** Gathers a body on its way to somebody else; to be called in the same turn as they begin to read. */
export function gatherBody(message: IncomingMessage): () => Body {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let kept = 0;
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (kept < BOUND) chunks.push(chunk.subarray(0, BOUND - kept));
    kept = Math.min(bytes, BOUND);
  });
  return () => ({ text: Buffer.concat(chunks).toString(), bytes, isCut: bytes > BOUND });
}
