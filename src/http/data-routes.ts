import { type Context, Hono } from 'hono';
import type { Collection, ProfileCollection } from '../collections/define.js';
import { collections } from '../collections/index.js';
import type { Store } from '../storage/store.js';
import type { HiddenObjects } from '../webhooks/hidden-objects.js';
import { type Access, type AccessOptions, createAuthenticate, createSandboxAuthenticate } from './authenticate.js';
import { ApiError } from './errors.js';
import { type ListSettings, listDocuments } from './list-documents.js';
import { listSeries } from './list-series.js';
import type { Query } from './query.js';
import { jsonText } from './respond.js';
import { type Source, storeSource } from './source.js';

export interface DataOptions extends AccessOptions, ListSettings {
  sandbox: Source;
  /** Documents that a subscription wants to be unreadable for a moment. */
  hidden: HiddenObjects;
}

/** The routes below `/v2/usercollection` and `/v2/sandbox/usercollection`, all made from the collections' declarations. */
export function createDataRoutes(options: DataOptions): Hono {
  const app = new Hono({ strict: false });
  const authenticate = createAuthenticate(options);
  const authenticateSandbox = createSandboxAuthenticate(options);
  const withMeta = options.behaviour.meta === 'on';

  for (const collection of collections) {
    for (const path of collection.paths) {
      const live = `/v2/usercollection/${path}`;
      const sandbox = `/v2/sandbox/usercollection/${path}`;
      const sourceFor = async (context: Context) => {
        const access = await authenticate(context, collection);
        const source = storeSource(options.store, access.userNo);
        return access.appNo === null ? source : withHidden(source, access.appNo, options.hidden);
      };
      const sandboxFor = async (context: Context) => {
        authenticateSandbox(context);
        return options.sandbox;
      };
      if (collection.kind === 'profile') {
        app.get(live, async (context) => jsonText(await profileText(options.store, await authenticate(context), collection)));
        continue;
      }
      for (const [route, sourceOf, isSandbox] of [[live, sourceFor, false] as const, [sandbox, sandboxFor, true] as const]) {
        app.get(route, async (context) => jsonText(await list(await sourceOf(context), collection, queryOf(context), isSandbox, options)));
        if (collection.kind === 'series') continue;
        app.get(`${route}/:document_id`, async (context) => {
          const source = await sourceOf(context);
          const text = await source.getDocument(collection, context.req.param('document_id'), withMeta);
          if (text === null) throw new ApiError(404, 'Document not found.');
          return jsonText(text);
        });
      }
    }
  }
  return app;
}

/** The same without the single documents that are hidden from an app. */
function withHidden(source: Source, appNo: number, hidden: HiddenObjects): Source {
  const getDocument: Source['getDocument'] = async (collection, id, withMeta) =>
    hidden.isHidden(appNo, id) ? null : source.getDocument(collection, id, withMeta);
  return { ...source, getDocument };
}

async function list(
  source: Source,
  collection: Exclude<Collection, ProfileCollection>,
  query: Query,
  isSandbox: boolean,
  settings: ListSettings,
): Promise<Buffer | string> {
  if (collection.kind === 'series') return listSeries(source, collection, query, isSandbox, settings);
  return listDocuments(source, collection, query, !isSandbox, settings);
}

function queryOf(context: Context): Query {
  const values = context.req.queries();
  return (name) => values[name]?.at(-1);
}

/** The profile with null in place of what the token's scopes do not open. */
async function profileText(store: Store, access: Access, collection: ProfileCollection): Promise<string> {
  const user = (await store.users.find(access.userId)) as unknown as Record<string, unknown>;
  const open = Object.keys(collection.body.shape).map((name) => {
    const scope = collection.scopeOf[name];
    return [name, scope === undefined || access.scopes.includes(scope) ? user[name] : null];
  });
  return JSON.stringify(Object.fromEntries(open));
}
