import { base32 } from '../lib/ids.js';
import { copyObject } from '../mirror/copy-object.js';
import { keepSubscribed } from '../mirror/keep-subscribed.js';
import type { Machine } from '../mirror/machine.js';
import { MirrorFailure } from '../mirror/mirror-failure.js';
import type { Credentials, OpenMirror } from '../mirror/open-mirror.js';
import { type ReceivedEvent, receiveEvents } from '../mirror/receive-events.js';
import { type CliIo, CommandError, type OpenedStore } from './context.js';
import type { MirrorFlags } from './mirror-session.js';

/** How long a run may keep an event waiting before the sender is told to try again: Oura waits ten seconds. */
const PATIENCE_MS = 8000;

/** Takes events in between runs. */
export interface EventInlet {
  /** Does a run while no event is taken in, and looks after the subscriptions before it. */
  sweeping(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

function countsOf(report: object): string {
  const counts = Object.entries(report).filter(([, count]) => count > 0);
  return `${counts.map(([word, count]) => `${count} ${word}`).join(', ')}.`;
}

/** Listens for events. Throws CommandError where it cannot. */
export async function createEventInlet(
  io: CliIo,
  { ledger, random }: OpenedStore,
  { listen, callbackUrl = '', from, json }: MirrorFlags,
  credentials: Credentials,
  machine: Machine,
  { upstream, pacer, owner, upstreamId }: OpenMirror,
): Promise<EventInlet> {
  const { clientId, clientSecret } = credentials as Exclude<Credentials, { token: string }>;
  const verificationToken = base32(random.bytes(20));
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: a run would take a document that came meanwhile for one that was deleted. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  async function take({ collection, objectId, isDeletion }: ReceivedEvent): Promise<void> {
    let isLate = false;
    const taking = inTurn(async () => {
      if (isLate) return;
      const outcome = await copyObject({ upstream, ledger, owner }, collection, objectId, isDeletion);
      if (!json) io.error(`${collection.name}/${objectId}: ${outcome}, as an event tells.\n`);
    });
    const waiting = machine.pause(PATIENCE_MS, machine.stop).then(() => {
      isLate = true;
      throw new Error('a run is under way');
    });
    await Promise.race([taking, waiting]);
  }

  const receiver = await receiveEvents({ ...listen, clientSecret, verificationToken, upstreamId, take }).catch((error: Error) => {
    throw new CommandError(`Cannot listen on ${listen.host}:${listen.port}: ${error.message}.`);
  });
  return {
    async sweeping(work) {
      const options = { machine, pacer, source: from, clientId, clientSecret, callbackUrl, verificationToken };
      const words = await keepSubscribed(options).then(countsOf, (error) => {
        // The run is what finds everything that no event told of.
        if (error instanceof MirrorFailure && error.kind === 'trouble') return error.message;
        throw error;
      });
      if (!json) io.error(`Webhooks to ${callbackUrl}: ${words}\n`);
      await inTurn(work);
    },
    close: () => receiver.close(),
  };
}
