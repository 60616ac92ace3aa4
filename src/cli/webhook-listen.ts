import { Command } from 'commander';
import { findCollection } from '../collections/index.js';
import { systemClock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import { openMasterKey } from '../master-key.js';
import { unsealSecret } from '../oauth/app-secrets.js';
import { newestChange, readChangeCursor } from '../storage/change-cursor.js';
import type { Change } from '../storage/changes.js';
import { findUserIds } from '../storage/users.js';
import { targetProblem } from '../webhooks/address-guard.js';
import { eventBody } from '../webhooks/event-body.js';
import { createOutgoing, type Outgoing } from '../webhooks/outgoing.js';
import { signedHeaders } from '../webhooks/signature.js';
import { type CliIo, CommandError, type OpenedStore, type StoreFlags, withData, withStore } from './context.js';

/** How often the change log is looked at, in ms of the machine's time. */
const LOOK_MS = 100;
const PAGE = 100;
const TIMEOUT_MS = 10_000;

interface Flags extends StoreFlags {
  forwardTo?: string;
  clientId?: string;
  count?: string;
}

/** `circlet webhook listen`: events as they happen, without a subscription; forwarded and signed where asked for. */
export function webhookListenCommand(io: CliIo): Command {
  return withData(io, new Command('listen'))
    .description('Print an event for every change from now on, until stopped. Needs no subscription: every app, user and data type counts.')
    .option('--forward-to <url>', 'Send each event there as well, signed as a webhook, once, and print what is answered.')
    .option('--client-id <id>', 'The app whose secret signs; without it the first one.')
    .option('--count <number>', 'Stop after so many.')
    .action((flags: Flags) =>
      withStore(flags, async (opened) => {
        const { forwardTo } = flags;
        const problem = forwardTo === undefined ? null : targetProblem(forwardTo, 'development');
        if (problem) throw new CommandError(`Nothing can be sent to ${forwardTo}: ${problem}.`);
        const outgoing = createOutgoing({ policy: 'development', timeoutMs: TIMEOUT_MS, machine: systemClock });
        const forward = forwardTo === undefined ? null : await createForward(opened, flags, forwardTo, outgoing);
        const most = flags.count === undefined ? Number.POSITIVE_INFINITY : Number(flags.count);
        let seq = await newestChange(opened.store.engine.reader);
        io.error(`Listening${forwardTo === undefined ? '' : `, forwarding to ${forwardTo}`}. Stop with Ctrl-C.\n`);
        const timer = setInterval(() => outgoing.expire(), LOOK_MS);
        for (let told = 0; told < most; ) {
          const changes = await opened.store.listChanges(seq, PAGE);
          const missed = await missedBetween(opened, seq, changes[0]?.seq ?? seq);
          if (missed > seq) io.error(`Fell behind: changes ${seq + 1} to ${missed} are not in the log any more.\n`);
          for (const { body, change } of await eventsOf(opened, changes)) {
            if (told++ >= most) break;
            io.out(`${utcDateTime(change.atMs)}  ${body}${forward ? `  ${await forward(body)}` : ''}\n`);
          }
          seq = changes.at(-1)?.seq ?? seq;
          if (changes.length === 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        }
        clearInterval(timer);
        await outgoing.close();
      }),
    );
}

/** The last change between two numbers that was forgotten; `afterSeq` where there is none. */
async function missedBetween({ store }: OpenedStore, afterSeq: number, nextSeq: number): Promise<number> {
  if (nextSeq <= afterSeq + 1) return afterSeq;
  const { forgottenSeq } = await readChangeCursor(store.engine.reader);
  return Math.max(afterSeq, Math.min(forgottenSeq, nextSeq - 1));
}

async function eventsOf({ store }: OpenedStore, changes: Change[]): Promise<{ body: string; change: Change }[]> {
  if (changes.length === 0) return [];
  const userIds = await findUserIds(store.engine.reader, [...new Set(changes.map(({ userNo }) => userNo))]);
  return changes.flatMap((change) => {
    const collection = findCollection(change.collection);
    const userId = userIds.get(change.userNo);
    if (collection?.kind !== 'document' || userId === undefined) return [];
    const { documentId: objectId, event: eventType, atMs: timeMs } = change;
    return [{ change, body: eventBody({ eventType, dataType: collection.dataType, objectId, timeMs, userId }) }];
  });
}

async function createForward({ store, clock, random }: OpenedStore, flags: Flags, url: string, outgoing: Outgoing) {
  const clientId = flags.clientId ?? (await store.apps.list())[0]?.clientId;
  const stored = clientId === undefined ? null : await store.apps.findSecret(clientId);
  if (clientId === undefined || !stored) throw new CommandError('There is no such app to sign as. `circlet app add` registers one.');
  const secret = unsealSecret(stored, openMasterKey(flags.data, random), clientId);
  return async (body: string): Promise<string> => {
    const answer = await outgoing.send({ url, method: 'POST', headers: signedHeaders(secret, clock.now(), body), body });
    return `→ ${answer.status ?? answer.error} in ${answer.tookMs} ms`;
  };
}
