import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { masterKeyFile } from '../master-key.js';
import { type CliIo, CommandError, withData, withStore } from './context.js';

/** `circlet backup FILE`: a copy of the store as it is at one moment, also while it is being served. */
export function backupCommand(io: CliIo): Command {
  const command = withData(io, new Command('backup')).description('Copy the store into a new file, also while it is being served.');
  return command.argument('<file>').action((file: string, { data, database }) =>
    withStore({ data, database }, async ({ store }) => {
      if (existsSync(file)) throw new CommandError(`${file} exists already; a backup never overwrites. Name another file.`);
      const partial = `${file}.partial`;
      try {
        // Health data: the copy is its owner's alone from its first byte.
        writeFileSync(partial, '', { mode: 0o600 });
        await store.engine.backup(partial);
        renameSync(partial, file);
      } finally {
        rmSync(partial, { force: true });
      }
      io.out(
        `${file}\nTo use it, put it as circlet.sqlite into an empty folder and name that with --data.\nThe key of the secrets of apps is not in it: keep a copy of ${masterKeyFile(data)} too, apart from this one.\n`,
      );
    }),
  );
}
