import { Command, InvalidArgumentError, Option } from 'commander';
import { shownDelivery, shownSubscription } from '../http/admin/deliveries.js';
import { EVENT_TYPES, type EventType } from '../storage/subscriptions.js';
import { CHAOS_MODES, type ChaosMode } from '../webhooks/chaos.js';
import { DATA_TYPES } from '../webhooks/data-type-list.js';
import { disturb, triggerEvent } from '../webhooks/laboratory.js';
import { type CliIo, CommandError, table, withData, withJson, withStore } from './context.js';
import { webhookListenCommand } from './webhook-listen.js';
import { lineOf, logCommand, printable, replayCommand, showCommand } from './webhook-log.js';
import { webhookVerifyCommand } from './webhook-verify.js';

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

function asShare(text: string): number {
  const share = Number(text);
  if (!(text !== '' && share >= 0 && share <= 1)) throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return share;
}
