import { Command } from 'commander';
import { exportSource } from '../importers/export-source.js';
import { exportUser } from '../importers/export-user.js';
import { type CliIo, requireUser, table, withData, withJson, withStore } from './context.js';

/** `circlet export`: a user's data as files that `circlet import` reads back. */
export function exportCommand(io: CliIo): Command {
  return withJson(withData(new Command('export')))
    .description("Write a user's data as one JSON file per collection, in the form the API answers.")
    .requiredOption('--user <id>')
    .requiredOption('--out <dir>')
    .action(({ data, json, user: id, out }) =>
      withStore(data, async ({ store }) => {
        const user = await requireUser(store, id);
        const files = await exportUser({ source: exportSource(store, user), out });
        const rows = files.map(({ file, rows: count }) => [file, count]);
        io.out(json ? `${JSON.stringify(files)}\n` : table([['FILE', 'ROWS'], ...rows]));
      }),
    );
}
