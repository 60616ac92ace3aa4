#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runCli } from './program.js';
import { readSecret } from './read-secret.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    environment: process.env,
    isTerminal: process.stderr.isTTY === true,
    readSecret,
  },
  version,
);
