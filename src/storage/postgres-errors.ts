import { StoreBusyError } from './engine.js';

/** The connection ended: SQLSTATE classes 08 and 57P, and what sockets and the driver say. */
const LOST = /^(08|57P0[1-5]|ECONN|EPIPE|ENOENT|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)/;
const LOST_WORDS =
  /connection (terminated|error|ended|closed)|connection error|client was closed|query read timeout|timeout exceeded when|timeout expired/i;
/** A statement that was prepared before another process migrated the store. */
const OUTDATED = '0A000';
/** Serialization failures and deadlocks: nothing was written, and trying again may succeed. */
const COLLIDED = new Set(['40001', '40P01']);
/** What passes by itself or by an administrator's hand, by SQLSTATE. */
const PASSING: Record<string, string> = {
  '55P03': 'another writer holds what this one needs',
  '57014': 'the database took too long',
  '25006': 'the database only reads at the moment',
  '25P03': 'the transaction stood still for too long',
  '53100': 'the disk of the database is full',
  '53200': 'the database is out of memory',
  '53300': 'the database has no connection left',
  '53400': 'the database is at a limit of its configuration',
};

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');

/** Whether an error means that the connection cannot be used any more. */
export function isLost(error: unknown): boolean {
  return LOST.test(codeOf(error)) || LOST_WORDS.test((error as Error).message ?? '') || codeOf(error) === OUTDATED;
}

/** Whether a transaction failed because of another one at the same time. */
export const isCollision = (error: unknown): boolean => COLLIDED.has(codeOf(error));

/** The error as callers are told of it: StoreBusyError where it is not a bug; `outcome` says what became of a write. */
export function toldAs(error: unknown, outcome: string): unknown {
  if (error instanceof StoreBusyError) return error;
  const reason = isLost(error)
    ? 'the database cannot be reached'
    : isCollision(error)
      ? 'another writer was faster'
      : PASSING[codeOf(error)];
  return reason === undefined ? error : new StoreBusyError(`${reason}; ${outcome}`, { cause: error });
}
