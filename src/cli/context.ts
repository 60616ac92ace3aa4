import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { ConfigError, environmentName, type Setting, settings } from '../config.js';
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
  for (const setting of [settings.data, settings.database]) {
    const variable = environmentName(setting);
    const given = io.environment[variable] || null;
    // A variable is read when it is needed, so that the help does not show a password.
    const standard = setting === settings.data ? (given ?? setting.default) : null;
    command.option(`--${setting.flag} <${setting.value}>`, `${setting.about} [${variable}]`, asGiven(setting), standard);
    if (setting === settings.database)
      command.hook(
        'preAction',
        () => command.getOptionValue('database') ?? (given && command.setOptionValue('database', asGiven(setting)(given))),
      );
  }
  return command;
}

const asGiven = (setting: Setting) => (text: string) => {
  try {
    return setting.parse(text);
  } catch (error) {
    throw new ConfigError(`--${setting.flag} (${environmentName(setting)}): ${(error as Error).message}`);
  }
};

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
  await using store = await openStore(storePlace(data, database));
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
