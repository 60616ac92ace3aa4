import { Command, InvalidArgumentError } from 'commander';
import { shownEvent } from '../http/admin/events.js';
import type { AuditEvent } from '../storage/events.js';
import { type CliIo, withData, withJson, withStore } from './context.js';

/** Events shown of the past unless told otherwise. */
const DEFAULT_LIMIT = 50;
const PAGE = 500;
/** How often a followed trail is looked at, in ms of the machine's time. */
const LOOK_MS = 300;

/** `circlet events`: who was allowed or refused what, and why. */
export function eventsCommand(io: CliIo): Command {
  return withJson(withData(io, new Command('events')))
    .description('Show who was allowed or refused what, and why; the newest last.')
    .option('--after <seq>', 'Only those after this one; then all of them.', asWhole)
    .option('--limit <number>', `How many of the past. Default: the last ${DEFAULT_LIMIT}.`, asWhole)
    .option('--follow', 'Go on with what happens, until stopped.')
    .action(({ data, database, json, after, limit, follow }) =>
      withStore({ data, database }, async ({ store }) => {
        const print = (event: AuditEvent) => io.out(json ? `${JSON.stringify(shownEvent(event))}\n` : lineOf(event));
        let last = after ?? (await store.events.seqBefore(limit ?? DEFAULT_LIMIT));
        let left = limit ?? Number.MAX_SAFE_INTEGER;
        const printOn = async () => {
          for (let page = await read(); page.length > 0; page = await read()) {
            for (const event of page) print(event);
            last = (page.at(-1) as AuditEvent).seq;
            if (!follow) left -= page.length;
          }
        };
        const read = () => store.events.list(last, Math.min(PAGE, left));
        await printOn();
        while (follow) {
          await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
          await printOn();
        }
      }),
    );
}

function lineOf({ seq, at, type, userId, clientId, reason, detail }: AuditEvent): string {
  const parties = [userId && `user ${userId}`, clientId && `app ${clientId}`].filter(Boolean).join(', ');
  const facts = Object.entries(detail).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  // What callers wrote must not draw on the terminal.
  const words = [String(seq), at, type, parties && printable(parties), reason && printable(reason), printable(facts.join(' '))];
  return `${words.filter(Boolean).join('  ')}\n`;
}

const printable = (text: string) => text.replace(/\p{C}/gu, '\uFFFD');

function asWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
