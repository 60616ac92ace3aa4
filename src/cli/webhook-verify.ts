import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { openMasterKey } from '../master-key.js';
import { unsealSecret } from '../oauth/app-secrets.js';
import type { Store } from '../storage/store.js';
import { explainSignature } from '../webhooks/explain-signature.js';
import { type CliIo, CommandError, type OpenedStore, type StoreFlags, withData, withStore } from './context.js';

interface Flags extends StoreFlags {
  signature: string;
  delivery?: string;
  clientId?: string;
  timestamp?: string;
  body?: string;
}

/** `circlet webhook verify`: which mistake a signature that does not match comes from. */
export function webhookVerifyCommand(io: CliIo): Command {
  return withData(io, new Command('verify'))
    .description('Tell which of the usual mistakes gives the signature that a receiver computed. The request is one of the log, or given.')
    .requiredOption('--signature <text>', 'What the receiver computed.')
    .option('--delivery <number>', 'The delivery, as `circlet webhook log` numbers it.')
    .option('--client-id <id>', 'The app whose secret signs; of a delivery it is known.')
    .option('--timestamp <text>', 'x-oura-timestamp as received; of a delivery all of its attempts are tried.')
    .option('--body <file>', 'The body as received; of a delivery it is known.')
    .action((flags: Flags) =>
      withStore(flags, async (opened) => {
        const { clientId, timestamps, body } = await requestOf(opened.store, flags);
        const secrets = await secretsOf(opened, flags.data);
        const secret = secrets.get(clientId);
        if (secret === undefined) throw new CommandError(`There is no secret of app ${clientId} in ${flags.data}.`);
        const otherSecrets: [string, string][] = [['the client id', clientId]];
        for (const [id, other] of secrets) if (id !== clientId) otherSecrets.push([`the secret of app ${id}`, other]);
        const given = flags.signature;
        const found = timestamps.map((timestamp) => explainSignature({ secret, otherSecrets, timestamp, body, given }));
        const best = found.filter((mistakes) => mistakes !== null).sort((a, b) => a.length - b.length)[0];
        if (best?.length === 0) return io.out('The signature is right.\n');
        if (best) return io.out(`${best.join('\n')}\n`);
        throw new CommandError('None of the known mistakes gives this signature: is it of this body, this timestamp and this secret?');
      }),
    );
}

async function requestOf(store: Store, { delivery, clientId, timestamp, body }: Flags) {
  if (delivery === undefined) {
    if (!clientId || !timestamp || !body) throw new CommandError('Give --delivery, or --client-id, --timestamp and --body.');
    return { clientId, timestamps: [timestamp], body: readBodyFile(body) };
  }
  const found = await store.deliveryLog.find(Number(delivery));
  if (!found) throw new CommandError(`There is no delivery ${delivery}. \`circlet webhook log\` shows those there are.`);
  const timestamps = timestamp ? [timestamp] : found.history.map(({ atMs }) => String(atMs));
  return { clientId: clientId ?? found.clientId, timestamps, body: body ? readBodyFile(body) : found.body };
}

function readBodyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The secrets of all apps that can be unsealed. */
async function secretsOf({ store, random }: OpenedStore, data: string): Promise<Map<string, string>> {
  const masterKey = openMasterKey(data, random);
  const secrets = new Map<string, string>();
  for (const { clientId } of await store.apps.list()) {
    const stored = await store.apps.findSecret(clientId);
    try {
      if (stored) secrets.set(clientId, unsealSecret(stored, masterKey, clientId));
    } catch {
      // Sealed under another key.
    }
  }
  return secrets;
}
