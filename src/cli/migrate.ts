import { Command } from 'commander';
import { countPartitions, splitTables } from '../storage/partitions.js';
import { type CliIo, CommandError, withData, withStore } from './context.js';

const MOST_PARTITIONS = 1024;

/** `circlet migrate`: makes a store, or brings it to this version's layout; on PostgreSQL it can be split by user as long as it is empty. */
export function migrateCommand(io: CliIo): Command {
  return withData(io, new Command('migrate'))
    .description('Make a store or bring it to the layout of this version, which opening it does as well.')
    .option('--partitions <number>', 'split the tables of data of an empty store on PostgreSQL by user into so many parts')
    .action(({ data, database, partitions }) =>
      withStore(
        { data, database },
        async ({ store: { engine } }) => {
          if (partitions !== undefined) await splitTables(engine, readCount(partitions));
          const parts = engine.kind === 'postgres' ? await countPartitions(engine) : 0;
          io.out(`${engine.place}: ${await engine.version()}, up to date${parts > 0 ? `, split into ${parts} parts` : ''}\n`);
        },
        true,
      ),
    );
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 2 && count <= MOST_PARTITIONS) return count;
  throw new CommandError(`--partitions: “${text}” is not a whole number from 2 to ${MOST_PARTITIONS}.`);
}
