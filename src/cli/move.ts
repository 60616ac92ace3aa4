import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { differencesOf, hashStore } from '../storage/compare-stores.js';
import { copyStore, finishMove } from '../storage/move-store.js';
import { isPostgresUrl } from '../storage/place.js';
import { openStore } from '../storage/store.js';
import { type CliIo, CommandError } from './context.js';

const SHOWN_DIFFERENCES = 10;

/** `circlet move`: everything of a store into an empty one of the same or the other kind, checked by hashes. */
export function moveCommand(io: CliIo): Command {
  return new Command('move')
    .description('Copy a store that nobody uses into an empty place of either kind, and check it; begun again, it goes on where it was.')
    .requiredOption('--from <place>', 'sqlite:FOLDER, sqlite:FILE or postgres://user@host/name')
    .requiredOption('--to <place>', 'the same, of an empty place')
    .action(async ({ from, to }: { from: string; to: string }) => {
      const source = placeOf(from, '--from');
      if (!isPostgresUrl(source) && !existsSync(source)) throw new CommandError(`There is no Circlet store in ${source}.`);
      await using one = await openStore(source);
      await using other = await openStore(placeOf(to, '--to'));
      const moved = new Map<string, number>();
      await copyStore(one.engine, other.engine, (table, rows) => moved.set(table, (moved.get(table) ?? 0) + rows));
      for (const [table, rows] of moved) io.out(`${table}: ${rows}\n`);
      const hashes = await hashStore(one.engine);
      const different = differencesOf(hashes, await hashStore(other.engine));
      if (different.length > 0) {
        const shown = different.slice(0, SHOWN_DIFFERENCES).join(', ');
        throw new CommandError(
          `${different.length} of ${hashes.size} parts differ: ${shown}. Was ${one.engine.place} written meanwhile? Stop its servers, empty ${other.engine.place}, and move again.`,
        );
      }
      await finishMove(other.engine);
      io.out(
        `${other.engine.place} is the same as ${one.engine.place}: ${hashes.size} parts, by user and collection, have the same SHA-256.\nThe key of the secrets of apps, circlet.key, stays in the folder that --data names.\n`,
      );
    });
}

function placeOf(text: string, flag: string): string {
  if (isPostgresUrl(text)) return text;
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  if (file === undefined) throw new CommandError(`${flag}: it is neither like sqlite:./circlet-data nor like postgres://user@host/name`);
  const isFolder = existsSync(file) && statSync(file).isDirectory();
  return isFolder ? path.join(file, 'circlet.sqlite') : file;
}
