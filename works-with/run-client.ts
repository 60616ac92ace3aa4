import { spawnSync } from 'node:child_process';
import path from 'node:path';

const CIRCLET = path.join(import.meta.dirname, '../dist/cli/main.js');
const REDIRECT_URI = 'http://localhost:8765/callback/';
const LIMIT_MS = 300_000;

/** What a client did, step by step. */
export interface Run {
  passed: string[];
  /** With the reason behind the name. */
  failed: string[];
  seconds: number;
}

/** Starts a program by `circlet run`, on a server of its own that knows the app of the drivers, and reads the steps that it prints. */
export function runClient(words: readonly string[], folder: string): Run {
  const app = ['--client-id', 'works-with', '--client-secret', 'works-with-secret', '--redirect-uri', REDIRECT_URI];
  const command = [CIRCLET, 'run', '--quiet', '--no-any-token', '--auto-consent', ...app, '--', ...words];
  const began = performance.now();
  const { stdout, stderr, status, error } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 1 << 26,
    env: { ...process.env, REDIRECT_URI, WORKS_WITH: path.join(import.meta.dirname, 'drivers') },
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const lines = (stdout ?? '').split('\n');
  const stepsOf = (word: string) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const [passed, failed] = [stepsOf('ok'), stepsOf('FAILED')];
  // A program that dies half way prints no FAILED of its own.
  if (failed.length === 0 && (status !== 0 || passed.length === 0)) {
    failed.push(`ended with ${error?.message ?? status}: ${(stderr ?? '').trim().slice(-300).replaceAll('\n', ' ')}`);
  }
  return { passed, failed, seconds };
}
