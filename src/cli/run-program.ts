import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CommandError } from './context.js';

/** Signals that programs are stopped by. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
/** What shells answer for programs that are not there, or cannot be started. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** A program could not be started; `exitCode` as shells have it. */
export class NotStarted extends CommandError {
  override name = 'NotStarted';
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Runs a program on our own stdin, stdout and stderr and returns its exit code, 128 + n where signal n ended it. Signals are handed on; those
 * of the keyboard come from the terminal to every program in front of it, and are not sent twice.
 */
export async function runProgram(words: readonly string[], environment: Record<string, string | undefined>): Promise<number> {
  const [command = '', ...rest] = words;
  const child = spawn(command, rest, { stdio: 'inherit', env: environment });
  const handOn = (signal: NodeJS.Signals) => {
    const isFromKeyboard = process.stdin.isTTY === true && (signal === 'SIGINT' || signal === 'SIGQUIT');
    if (!isFromKeyboard) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, handOn);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => reject(notStarted(command, error)));
      child.once('exit', (code, signal) => resolve(signal === null ? (code as number) : 128 + constants.signals[signal]));
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, handOn);
  }
}

function notStarted(command: string, { code, message }: NodeJS.ErrnoException): NotStarted {
  if (code === 'ENOENT') return new NotStarted(NOT_FOUND, `${command}: there is no such program.`);
  return new NotStarted(NOT_EXECUTABLE, `${command} cannot be started: ${message}.`);
}
