import { Command } from 'commander';
import { createRowWriter } from '../collections/row-writer.js';
import { type ExportSource, exportUser } from '../importers/export-user.js';
import type { Store } from '../storage/store.js';
import type { User } from '../storage/users.js';
import { type CliIo, requireUser, table, withData, withJson, withStore } from './context.js';

/** `circlet export`: a user's data as files that `circlet import` reads back. */
export function exportCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('export')))
    .description("Write a user's data as one JSON file per collection, in the form the API answers.")
    .requiredOption('--user <id>')
    .requiredOption('--out <dir>')
    .action(({ data, database, json, user: id, out }) =>
      withStore({ data, database }, async ({ store }) => {
        const user = await requireUser(store, id);
        const files = await exportUser({ source: exportSource(store, user), out });
        const rows = files.map(({ file, rows: count }) => [file, count]);
        io.out(json ? `${JSON.stringify(files)}\n` : table([['FILE', 'ROWS'], ...rows]));
      }),
    );
}

/** A user's data as the store has them. */
function exportSource(store: Store, user: User): ExportSource {
  return {
    documents: (collection) => store.documentTexts(user.userNo, collection),
    async *rows(collection) {
      const write = createRowWriter(collection, null);
      const text = { bytes: Buffer.allocUnsafe(1024), length: 0 };
      for await (const rows of store.seriesDays(user.userNo, collection)) {
        for (let row = 0; row < rows.times.length; row++) {
          text.length = 0;
          write(text, rows, row, row + 1);
          yield text.bytes.toString('latin1', 0, text.length);
        }
      }
    },
    profile() {
      const { id, age, weight, height, biological_sex, email } = user;
      return { id, age, weight, height, biological_sex, email };
    },
  };
}
