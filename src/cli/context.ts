import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { environmentName, readSetting, settings } from '../config.js';
import { CLOCK_SETTING } from '../http/admin/clock.js';
import { createLedger } from '../ledger/create-ledger.js';
import type { Ledger } from '../ledger/ledger.js';
import { type ClockSetting, createClock, systemClock, type TurnableClock } from '../lib/clock.js';
import { type Random, secureRandom } from '../lib/random.js';
import { storePlace } from '../server.js';
import { openStore, type Store } from '../storage/store.js';
import type { User } from '../storage/users.js';

/** What a command prints to and is told by; tests bring their own. */
export interface CliIo {
  out(text: string): void;
  error(text: string): void;
  environment: Record<string, string | undefined>;
  /** Whether stderr is a terminal that a progress bar can be drawn on. */
  isTerminal: boolean;
  /** Asks for something that shall not be seen. */
  readSecret(prompt: string): Promise<string>;
}

/** Something the user can mend; printed without a stack, exit code 1. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Ends the command line with the exit code of a program that it ran. */
export class ProgramEnd extends Error {
  override name = 'ProgramEnd';
  constructor(readonly exitCode: number) {
    super(`the program ended with ${exitCode}`);
  }
}

/** An opened store and what writes to it. */
export interface OpenedStore {
  store: Store;
  ledger: Ledger;
  clock: TurnableClock;
  random: Random;
}

/** Where a command finds its store. */
export interface StoreFlags {
  data: string;
  database: string | null;
}

/** The options `--data` and `--database` that every command on a store has. */
export function withData(io: CliIo, command: Command): Command {
  const [data, database] = [environmentName(settings.data), environmentName(settings.database)];
  command.option(`--data <${settings.data.value}>`, `${settings.data.about} [${data}]`, io.environment[data] || settings.data.default);
  const option = new Option(`--database <${settings.database.value}>`, `${settings.database.about} [${database}]`);
  // In other words, because the address may hold a password.
  return command.addOption(option.default(io.environment[database] || null, `as ${database} says`));
}

/** The `--json` option of commands that list. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON');
}

/** Opens the store in `data` for the time of `work`; without `create` there must be one already. */
export async function withStore<T>({ data, database }: StoreFlags, work: (opened: OpenedStore) => Promise<T>, create = false): Promise<T> {
  if (!create && database === null && (data === ':memory:' || !existsSync(`${data}/circlet.sqlite`))) {
    throw new CommandError(
      `There is no Circlet store in ${data}. \`circlet serve\` and \`circlet user add\` make one; --data names its folder.`,
    );
  }
  await using store = await openStore(storePlace(data, database === null ? null : readSetting(settings.database, database)));
  const clock = createClock(systemClock, (await store.settings.get<ClockSetting>(CLOCK_SETTING)) ?? undefined);
  return await work({ store, ledger: createLedger(store, clock), clock, random: secureRandom });
}

/** The user with this id. Throws CommandError. */
export async function requireUser(store: Store, id: string): Promise<User> {
  const user = await store.users.find(id);
  if (!user) throw new CommandError(`There is no user ${id}. \`circlet user list\` shows those there are.`);
  return user;
}

/** Columns of text, each as wide as its widest cell. */
export function table(rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '-' : String(cell))));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
