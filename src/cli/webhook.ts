import { Command, InvalidArgumentError, Option } from 'commander';
import { shownDelivery, shownSubscription } from '../http/admin/deliveries.js';
import { DELIVERY_STATES, type DeliveryState } from '../storage/deliveries.js';
import type { Delivery, DeliveryFilter } from '../storage/delivery-log.js';
import { EVENT_TYPES, type EventType } from '../storage/subscriptions.js';
import { CHAOS_MODES, type ChaosMode } from '../webhooks/chaos.js';
import { DATA_TYPES } from '../webhooks/data-type-list.js';
import { disturb, replayDeliveries, triggerEvent } from '../webhooks/laboratory.js';
import { type CliIo, CommandError, requireUser, table, withData, withJson, withStore } from './context.js';
import { webhookListenCommand } from './webhook-listen.js';
import { webhookVerifyCommand } from './webhook-verify.js';

const DEFAULT_LIMIT = 50;

interface FilterFlags {
  state?: DeliveryState;
  subscription?: string;
  clientId?: string;
  user?: string;
  object?: string;
}

/** `circlet webhook …`: what apps are told, what became of it, and how to tell it again. */
export function webhookCommand(io: CliIo): Command {
  const webhook = new Command('webhook').description('Look at webhooks, send them again, and find out why a signature does not match.');
  const ways = [
    listCommand,
    logCommand,
    showCommand,
    replayCommand,
    triggerCommand,
    chaosCommand,
    webhookListenCommand,
    webhookVerifyCommand,
  ];
  for (const create of ways) webhook.addCommand(create(io));
  return webhook;
}

function listCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('list')))
    .description('List the subscriptions of all apps.')
    .action(({ data, database, json }) =>
      withStore({ data, database }, async ({ store }) => {
        const shown = (await store.subscriptions.list()).map(shownSubscription);
        const rows = shown.map((one) => [
          ...[
            one.id,
            one.client_id,
            one.event_type,
            one.data_type,
            one.expiration_time,
            one.chaos?.modes.join(','),
            printable(one.callback_url),
          ],
        ]);
        const titles = ['ID', 'CLIENT ID', 'EVENT', 'DATA', 'EXPIRES', 'CHAOS', 'CALLBACK'];
        io.out(json ? `${JSON.stringify(shown)}\n` : table([titles, ...rows]));
      }),
    );
}

function logCommand(io: CliIo): Command {
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

function showCommand(io: CliIo): Command {
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

function replayCommand(io: CliIo): Command {
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
        io.out(`${await replayDeliveries(opened, { ...filter, ...range })} to be sent again\n`);
      }),
    );
}

function triggerCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('trigger')))
    .description("Send an event that nobody's data caused to an app's subscription.")
    .requiredOption('--client-id <id>')
    .requiredOption('--user <id>')
    .addOption(new Option('--event <type>').choices(EVENT_TYPES).default('create'))
    .addOption(new Option('--data-type <type>').choices(DATA_TYPES).makeOptionMandatory())
    .option('--object <id>', 'The document; without it one that there is not.')
    .action(({ data, database, json, clientId, user, event, dataType, object }) =>
      withStore({ data, database }, async (opened) => {
        const wanted = { clientId, userId: user, eventType: event as EventType, dataType, objectId: object };
        const triggered = await triggerEvent(opened, wanted);
        if (typeof triggered === 'string') throw new CommandError(triggered);
        io.out(json ? `${JSON.stringify(shownDelivery(triggered))}\n` : lineOf(triggered));
      }),
    );
}

function chaosCommand(io: CliIo): Command {
  return withData(io, new Command('chaos'))
    .description('Do something to the deliveries of a subscription on purpose, from now on; without modes, nothing any more.')
    .argument('<subscription>')
    .argument('[modes...]', CHAOS_MODES.join(', '))
    .option('--seed <text>', 'The same seed does the same to the same changes.', 'circlet')
    .option('--share <number>', 'Of deliveries that each mode strikes, 0 to 1.', asShare, 0.2)
    .action((id: string, modes: string[], { data, database, seed, share }) =>
      withStore({ data, database }, async (opened) => {
        const unknown = modes.find((mode) => !CHAOS_MODES.includes(mode as ChaosMode));
        if (unknown) throw new CommandError(`There is no mode ${unknown}; there are ${CHAOS_MODES.join(', ')}.`);
        const changed = await disturb(opened, id, modes.length === 0 ? null : { modes: modes as ChaosMode[], seed, share });
        if (!changed) throw new CommandError(`There is no subscription ${id}. \`circlet webhook list\` shows those there are.`);
        io.out(`${modes.length === 0 ? 'no chaos' : `${modes.join(', ')} from seed ${seed}`}\n`);
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

function lineOf(delivery: Delivery): string {
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
const printable = (text: string) => text.replace(/\p{C}/gu, '\uFFFD');

function asWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function asShare(text: string): number {
  const share = Number(text);
  if (!(text !== '' && share >= 0 && share <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return share;
}
