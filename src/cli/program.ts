import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.js';
import { StoreBusyError, StoreUnusableError } from '../storage/engine.js';
import { appCommand } from './app.js';
import { backupCommand } from './backup.js';
import { type CliIo, CommandError, ProgramEnd } from './context.js';
import { doctorCommand } from './doctor.js';
import { eventsCommand } from './events.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { migrateCommand } from './migrate.js';
import { mirrorCommand } from './mirror.js';
import { moveCommand } from './move.js';
import { runCommand } from './run.js';
import { serveCommand } from './serve.js';
import { simulateCommand } from './simulate.js';
import { tokenCommand } from './token.js';
import { userCommand } from './user.js';
import { webhookCommand } from './webhook.js';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs one command line (without `node` and the script) and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runCli(words: string[], io: CliIo, version: string): Promise<number> {
  // Options before a word belong to the command before it: `circlet run curl -s …` leaves -s to curl, `mirror` and `mirror payloads` both
  // have --user.
  const program = new Command('circlet')
    .enablePositionalOptions()
    .description('A self-hosted server that speaks the Oura API v2.')
    .version(version);
  const people = [userCommand, tokenCommand, appCommand, eventsCommand, webhookCommand];
  for (const create of [
    serveCommand,
    ...people,
    importCommand,
    exportCommand,
    mirrorCommand,
    backupCommand,
    moveCommand,
    migrateCommand,
    doctorCommand,
    simulateCommand,
  ]) {
    program.addCommand(create(io));
  }
  program.addCommand(runCommand(io, version));
  everyCommand(program, (command) => {
    command.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.error }).showHelpAfterError('(--help shows what there is)');
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return DONE;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const inner of command.commands) everyCommand(inner, change);
}

function exitCodeOf(error: unknown, io: CliIo): number {
  // Commander has printed its own words already; help that was not asked for (`circlet user`) is wrong usage, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof ConfigError) {
    io.error(`${error.message}\n`);
    return WRONG_USAGE;
  }
  if (error instanceof ProgramEnd) return error.exitCode;
  const isForUser = error instanceof CommandError || error instanceof StoreUnusableError || error instanceof StoreBusyError;
  io.error(`${isForUser ? error.message : ((error as Error).stack ?? String(error))}\n`);
  return FAILED;
}
