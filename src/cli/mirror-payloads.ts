import { Command, InvalidArgumentError } from 'commander';
import { type CliIo, CommandError, requireUser, table, withData, withJson, withStore } from './context.js';

/** `circlet mirror payloads …`: the answers of the upstream as they came. */
export function mirrorPayloadsCommand(io: CliIo): Command {
  const list = withJson(withData(io, new Command('list')))
    .description('List the kept answers: when they came first and last, and their SHA-256. The same answer is kept once.')
    .requiredOption('--user <id>')
    .option('--collection <name>')
    .action(({ data, database, json, user: id, collection = null }) =>
      withStore({ data, database }, async ({ store }) => {
        const payloads = await store.mirrors.payloads((await requireUser(store, id)).userNo, collection);
        const rows = payloads.map((one) => [one.payloadNo, one.firstAt, one.lastAt, one.bytes, one.sha256, one.request]);
        io.out(json ? `${JSON.stringify(payloads)}\n` : table([['NO', 'FIRST', 'LAST', 'BYTES', 'SHA-256', 'REQUEST'], ...rows]));
      }),
    );

  const show = withData(io, new Command('show'))
    .description('Print one, byte for byte.')
    .argument('<no>', 'its number in the list', asNumber)
    .requiredOption('--user <id>')
    .action((payloadNo: number, { data, database, user: id }) =>
      withStore({ data, database }, async ({ store }) => {
        const text = await store.mirrors.payloadText((await requireUser(store, id)).userNo, payloadNo);
        if (text === null)
          throw new CommandError(`There is no answer ${payloadNo}. \`circlet mirror payloads list --user ${id}\` shows those there are.`);
        io.out(text);
      }),
    );

  return new Command('payloads').description('The answers of the upstream as they came.').addCommand(list).addCommand(show);
}

function asNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It must be a number of the list.');
  return Number(text);
}
