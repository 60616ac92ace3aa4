import { SCOPES } from '../collections/define.js';
import { behaviourOf } from '../http/behaviour.js';
import { issueToken } from '../ledger/issue-token.js';
import { revokeToken } from '../ledger/revoke-token.js';
import { secureRandom } from '../lib/random.js';
import { findByName } from '../oauth/sign-in.js';
import { type Circlet, createCirclet } from '../server.js';
import { CommandError } from './context.js';

/** What `circlet run` can be told of the server that it sends programs to. */
export interface RunServerOptions {
  /** A running server; without it one is started here. */
  server?: string;
  /** Folder of its store; without it everything is made up, in memory. */
  data?: string;
  user?: string;
  autoConsent?: boolean;
  clientId?: string;
  clientSecret?: string;
  redirectUri?: string[];
}

/** The server of a run. */
export interface RunServer {
  url: string;
  /** Null where the server is somebody else's. */
  circlet: Circlet | null;
  user: { id: string; token: string } | null;
  app: { clientId: string; clientSecret: string } | null;
  close(): Promise<void>;
}

const TOKEN_SECONDS = 86_400;

/** Starts the server of a run, or takes the one that is named. Throws CommandError. */
export async function openRunServer(options: RunServerOptions): Promise<RunServer> {
  if (options.server !== undefined) return { url: options.server, circlet: null, user: null, app: null, close: async () => {} };
  const { data = ':memory:', autoConsent = false } = options;
  const circlet = await createCirclet({ data, demo: data === ':memory:', behaviour: behaviourOf('oura'), autoConsent });
  try {
    const user = await userOf(circlet, options.user);
    const app =
      options.clientId === undefined ? circlet.demoApp : await addApp(circlet, options as RunServerOptions & { clientId: string });
    const close = async () => {
      await user?.forget();
      await circlet.close();
    };
    return { url: circlet.url, circlet, user, app, close };
  } catch (error) {
    await circlet.close();
    throw error;
  }
}

/** The user named, else the demo user, with a token for the time of the run. */
async function userOf({ store, clock, demoUser }: Circlet, name: string | undefined) {
  if (name === undefined || name === demoUser?.id) return demoUser && { ...demoUser, forget: async () => {} };
  const user = await findByName(store, name);
  if (!user) {
    const there = (await store.users.list(5)).map(({ id, email }) => (email === null ? id : `${id} (${email})`));
    throw new CommandError(`There is no user ${name}; there ${there.length === 1 ? 'is' : 'are'} ${there.join(', ') || 'none'}.`);
  }
  const parts = { store, clock, random: secureRandom };
  const token = await issueToken(parts, { user, scopes: SCOPES, expiresInSeconds: TOKEN_SECONDS, label: 'circlet run' });
  return { id: user.id, token: token.text, forget: async () => void (await revokeToken(parts, user, token.id)) };
}

/** Registers the app that the program believes to be. */
async function addApp(
  circlet: Circlet,
  { clientId, clientSecret, redirectUri = ['http://localhost:*', 'http://127.0.0.1:*'] }: RunServerOptions,
) {
  const response = await circlet.fetch(
    new Request(`http://localhost/admin/v1/apps`, {
      method: 'POST',
      headers: { authorization: `Bearer ${circlet.adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'App', redirect_uris: redirectUri, client_id: clientId, client_secret: clientSecret }),
    }),
  );
  const made = (await response.json()) as { client_id: string; client_secret: string; detail?: unknown };
  if (!response.ok) throw new CommandError(`The app cannot be registered: ${JSON.stringify(made.detail)}`);
  return { clientId: made.client_id, clientSecret: made.client_secret };
}
