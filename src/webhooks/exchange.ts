import type { Dispatcher } from 'undici';
import type { Clock } from '../lib/clock.js';
import { RefusedTargetError } from './address-guard.js';

/** What came of it; exactly one of `status` and `error` is null. */
export interface Answer {
  status: number | null;
  error: string | null;
  /** The header as it came. */
  retryAfter: string | null;
  tookMs: number;
  /** The body, as far as it was read. */
  text: string;
  /** Whether the answer came to its end. */
  isWhole: boolean;
}

/** Of an answer's body no more is read. */
const MAXIMUM_ANSWER_BYTES = 64 * 1024;

/** One request and its answer. What counts is the status: once it is there, nothing in the body makes a failure of it. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly deadlineMs: number;
  private controller: Dispatcher.DispatchController | null = null;
  private status: number | null = null;
  private retryAfter: string | null = null;
  private chunks: Buffer[] = [];
  private bytes = 0;
  private isOver = false;
  private readonly startedAtMs: number;

  constructor(
    private readonly machine: Clock,
    timeoutMs: number,
    /** Called once. */
    private readonly finish: (exchange: Exchange, answer: Answer) => void,
  ) {
    this.startedAtMs = machine.now();
    this.deadlineMs = this.startedAtMs + timeoutMs;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isOver) controller.abort(new Error('too late'));
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    if (status < 200) return;
    this.status = status;
    const retryAfter = headers['retry-after'];
    this.retryAfter = typeof retryAfter === 'string' ? retryAfter : null;
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.chunks.push(chunk.subarray(0, MAXIMUM_ANSWER_BYTES - this.bytes));
    this.bytes += chunk.length;
    if (this.bytes >= MAXIMUM_ANSWER_BYTES) this.end(null);
  }

  onResponseEnd(): void {
    this.resolve(null, true);
  }

  onResponseError(_: unknown, error: Error): void {
    this.resolve(reasonOf(error));
  }

  /** Ends it from this side. */
  end(error: string | null): void {
    this.resolve(error);
    this.controller?.abort(new Error(error ?? 'enough was read'));
  }

  private resolve(error: string | null, isWhole = false): void {
    if (this.isOver) return;
    this.isOver = true;
    const { status, retryAfter } = this;
    const tookMs = this.machine.now() - this.startedAtMs;
    const text = this.chunks.length === 0 ? '' : Buffer.concat(this.chunks).toString();
    this.finish(this, { status, error: status === null ? error : null, retryAfter, tookMs, text, isWhole });
  }
}

/** In words for a log. */
export function reasonOf(error: Error & { code?: string }): string {
  if (error instanceof RefusedTargetError) return `refused: ${error.message}`;
  const [first] = error instanceof AggregateError ? error.errors : [];
  return (first as Error | undefined)?.message || error.message || error.code || error.name;
}
