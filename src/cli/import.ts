import { Command, InvalidArgumentError } from 'commander';
import { collections } from '../collections/index.js';
import { importPaths } from '../importers/import-paths.js';
import type { FileReport, ImportReport } from '../importers/import-report.js';
import { collectionNamed } from '../importers/match-collection.js';
import { type CliIo, CommandError, requireUser, withData, withJson, withStore } from './context.js';
import { createProgressBar } from './progress-bar.js';

/** Rejected rows of one file that are printed; `--json` has them all. */
const SHOWN_REJECTIONS = 20;

/** `circlet import PATH...`: API-shaped JSON, folders of it, and account exports. */
export function importCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('import')))
    .description('Read Oura data (API-shaped JSON or NDJSON, folders of such files, account export ZIPs) into a user.')
    .argument('<path...>')
    .requiredOption('--user <id>')
    .option('--collection <name>', 'What the files hold, where their names do not tell.', asCollection)
    .option('--dry-run', 'Read and check everything, write nothing.', false)
    .action((paths: string[], { data, database, json, user: id, collection, dryRun }) =>
      withStore({ data, database }, async ({ store, ledger }) => {
        const owner = await requireUser(store, id);
        const bar = io.isTerminal && !json ? createProgressBar('{file}') : null;
        const report = await importPaths({
          ledger,
          owner,
          paths,
          dryRun,
          collection,
          putProfile: (profile) => store.users.change(owner.id, profile),
          onProgress: ({ file, bytesRead, bytesTotal }) => bar?.show(bytesRead, bytesTotal, { file }),
          onFile(file) {
            bar?.stop();
            if (!json) io.out(fileText(file));
          },
        });
        bar?.stop();
        io.out(json ? `${JSON.stringify(report)}\n` : summaryText(report, dryRun));
        const failed = report.files.filter(({ status }) => status === 'failed').length;
        if (failed > 0) throw new CommandError(`${failed} of ${report.files.length} files could not be read; nothing of them was written.`);
      }),
    );
}

function asCollection(text: string): string {
  const collection = collectionNamed(text);
  if (!collection) throw new InvalidArgumentError(`There are ${collections.map(({ name }) => name).join(', ')}.`);
  return collection.name;
}

function summaryText({ files, ignoredMembers }: ImportReport, dryRun: boolean): string {
  const rejected = files.reduce((sum, file) => sum + file.counts.rejected, 0);
  const ignored = ignoredMembers > 0 ? `, ${ignoredMembers} members outside App Data ignored` : '';
  return `${dryRun ? 'Dry run, nothing was written. ' : ''}${files.length} files, ${rejected} rejected rows${ignored}.\n`;
}

function fileText(file: FileReport): string {
  const name = file.member ? `${file.path} » ${file.member}` : file.path;
  const counts = Object.entries(file.counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`);
  const about = [file.collection, file.reason, ...counts].filter(Boolean).join(', ');
  const ignored = Object.entries(file.ignoredKeys).map(([key, count]) => `    ignored: ${key} (${count} rows)\n`);
  const rows = file.rejected.slice(0, SHOWN_REJECTIONS).map(({ row, id, reasons }) => {
    return `    rejected: row ${row}${id ? ` (${id})` : ''}: ${reasons.join('; ')}\n`;
  });
  const more = file.counts.rejected - rows.length;
  const rest = more > 0 ? [`    and ${more} more rejected rows (--json lists up to 10,000)\n`] : [];
  return [`${file.status.padEnd(8)}  ${name}: ${about}\n`, ...ignored, ...rows, ...rest].join('');
}
