import { Command, InvalidArgumentError, Option } from 'commander';
import { shownDelivery } from '../http/admin/deliveries.js';
import { DELIVERY_STATES, type DeliveryState } from '../storage/deliveries.js';
import type { Delivery, DeliveryFilter } from '../storage/delivery-log.js';
import { replayDeliveries } from '../webhooks/laboratory.js';
import { type CliIo, CommandError, requireUser, table, withData, withJson, withStore } from './context.js';

const DEFAULT_LIMIT = 50;

interface FilterFlags {
  state?: DeliveryState;
  subscription?: string;
  clientId?: string;
  user?: string;
  object?: string;
}

/** `circlet webhook log`. */
export function logCommand(io: CliIo): Command {
  return withFilter(withJson(withData(io, new Command('log'))))
    .description('Show deliveries; the newest last.')
    .option('--limit <number>', `How many. Default: ${DEFAULT_LIMIT}.`, asWhole)
    .action(({ data, database, json, limit = DEFAULT_LIMIT, ...flags }) =>
      withStore({ data, database }, async ({ store }) => {
        const found = await store.deliveryLog.list(await filterOf(store, flags), limit);
        for (const one of found) io.out(json ? `${JSON.stringify(shownDelivery(one))}\n` : lineOf(one));
      }),
    );
}

/** `circlet webhook show`. */
export function showCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('show')))
    .description('Show a delivery with all of its attempts.')
    .argument('<number>', undefined, asWhole)
    .action((deliveryNo: number, { data, database, json }) =>
      withStore({ data, database }, async ({ store }) => {
        const found = await store.deliveryLog.find(deliveryNo);
        if (!found) throw new CommandError(`There is no delivery ${deliveryNo}. \`circlet webhook log\` shows those there are.`);
        const { history, event, ...facts } = shownDelivery(found);
        if (json) return io.out(`${JSON.stringify({ ...facts, event, history })}\n`);
        io.out(table(Object.entries(facts).map(([name, value]) => [name, value === null ? null : printable(String(value))])));
        io.out(`body  ${printable(found.body)}\n`);
        for (const { at, status, error, took_ms, answer } of history) {
          io.out(
            `${[at, status ?? '-', `${took_ms} ms`, error && printable(error), answer && printable(answer)].filter(Boolean).join('  ')}\n`,
          );
        }
      }),
    );
}

/** `circlet webhook replay`. */
export function replayCommand(io: CliIo): Command {
  return withFilter(withData(io, new Command('replay')))
    .description('Send deliveries once more: one, a range of numbers, or all of a filter. The server does it when it runs.')
    .argument('[from]', 'The first number.', asWhole)
    .argument('[to]', 'The last one; without it only the first.', asWhole)
    .action((from: number | undefined, to: number | undefined, { data, database, ...flags }) =>
      withStore({ data, database }, async (opened) => {
        const filter = await filterOf(opened.store, flags);
        const range = from === undefined ? {} : { from, to: to ?? from };
        if (Object.values({ ...filter, ...range }).every((value) => value === undefined)) {
          throw new CommandError('Say which: numbers, or --state failed, --subscription, --client-id, --user, --object.');
        }
        const count = await replayDeliveries(opened, { ...filter, ...range });
        io.out(
          `${count} to be sent again${count === 0 ? ': none is there, they leave right now anyway, or their subscriptions have ended' : ''}\n`,
        );
      }),
    );
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>').choices(DELIVERY_STATES))
    .option('--subscription <id>')
    .option('--client-id <id>')
    .option('--user <id>')
    .option('--object <id>', 'The document that is told of.');
}

async function filterOf(store: Parameters<typeof requireUser>[0], flags: FilterFlags): Promise<DeliveryFilter> {
  const { state, subscription, clientId, user, object } = flags;
  const userNo = user === undefined ? undefined : (await requireUser(store, user)).userNo;
  return { state, subscriptionId: subscription, clientId, userNo, objectId: object };
}

/** A delivery in one line. */
export function lineOf(delivery: Delivery): string {
  const { id, state, attempts, created_at, event, callback_url, history } = shownDelivery(delivery);
  const last = history.at(-1);
  const outcome = last ? String(last.status ?? last.error) : 'not sent yet';
  const words = [
    id,
    created_at,
    state,
    `attempts ${attempts}`,
    event.event_type,
    event.data_type,
    event.object_id,
    `user ${event.user_id}`,
  ];
  return `${printable([...words, outcome, callback_url].join('  '))}\n`;
}

/** Ids and addresses of others shall not draw on the terminal. */
export const printable = (text: string) => text.replace(/\p{C}/gu, '\uFFFD');

function asWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
