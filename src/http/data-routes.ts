import { type Context, Hono } from 'hono';
import type { Collection, ProfileCollection } from '../collections/define.js';
import { collections } from '../collections/index.js';
import type { Store } from '../storage/store.js';
import type { Bearer } from '../storage/tokens.js';
import type { HiddenObjects } from '../webhooks/hidden-objects.js';
import { answerGzip, answerJson, answerUnchanged, leastGzip } from './answer-json.js';
import { type AccessOptions, createAuthenticate, createSandboxAuthenticate } from './authenticate.js';
import { createTagger, type TagOptions } from './entity-tag.js';
import { ApiError } from './errors.js';
import { type ListSettings, listDocuments } from './list-documents.js';
import { listSeries } from './list-series.js';
import type { Query } from './query.js';
import { type Source, storeSource } from './source.js';

export interface DataOptions extends AccessOptions, ListSettings, TagOptions {
  sandbox: Source;
  /** Documents that a subscription wants to be unreadable for a moment. */
  hidden: HiddenObjects;
}

/** Where an answer comes from, and who asks; nobody in particular in the sandbox. */
interface Opened {
  source: Source;
  bearer: Bearer | null;
}

/** The routes below `/v2/usercollection` and `/v2/sandbox/usercollection`, all made from the collections' declarations. */
export function createDataRoutes(options: DataOptions): Hono {
  const app = new Hono({ strict: false });
  const authenticate = createAuthenticate(options);
  const authenticateSandbox = createSandboxAuthenticate(options);
  const tagOf = createTagger(options);
  const withMeta = options.behaviour.meta === 'on';

  for (const collection of collections) {
    const openLive = async (context: Context): Promise<Opened> => {
      const bearer = await authenticate(context, collection);
      const source = storeSource(options.store, bearer.userNo);
      return { source: bearer.appNo === null ? source : withHidden(source, bearer.appNo, options.hidden), bearer };
    };
    const openSandbox = async (context: Context): Promise<Opened> => {
      await authenticateSandbox(context);
      return { source: options.sandbox, bearer: null };
    };
    for (const path of collection.paths) {
      const live = `/v2/usercollection/${path}`;
      if (collection.kind === 'profile') {
        app.get(live, async (context) => {
          const bearer = await authenticate(context);
          const tag = tagOf(context, bearer);
          return answerUnchanged(context, tag) ?? answerJson(context, await profileText(options.store, bearer, collection), tag);
        });
        continue;
      }
      const sandbox = `/v2/sandbox/usercollection/${path}`;
      for (const [route, open, isSandbox] of [[live, openLive, false] as const, [sandbox, openSandbox, true] as const]) {
        app.get(route, async (context) => {
          const { source, bearer } = await open(context);
          const query = queryOf(context);
          const tag = isFixed(collection, query) ? tagOf(context, bearer) : null;
          return answerUnchanged(context, tag) ?? answerList(context, source, collection, query, isSandbox, options, tag);
        });
        if (collection.kind === 'series') continue;
        app.get(`${route}/:document_id`, async (context) => {
          const { source, bearer } = await open(context);
          const text = await source.getDocument(collection, context.req.param('document_id'), withMeta);
          if (text === null) throw new ApiError(404, 'Document not found.');
          const tag = tagOf(context, bearer);
          return answerUnchanged(context, tag) ?? answerJson(context, text, tag);
        });
      }
    }
  }
  return app;
}

/** Whether the same data give the same list all day long: series without an end go up to this very moment. */
function isFixed({ kind }: Collection, query: Query): boolean {
  return kind !== 'series' || query('next_token') !== undefined || (!!query('start_datetime') && !!query('end_datetime'));
}

/** The same without the single documents that are hidden from an app. */
function withHidden(source: Source, appNo: number, hidden: HiddenObjects): Source {
  const getDocument: Source['getDocument'] = async (collection, id, withMeta) =>
    hidden.isHidden(appNo, id) ? null : source.getDocument(collection, id, withMeta);
  return { ...source, getDocument };
}

async function answerList(
  context: Context,
  source: Source,
  collection: Exclude<Collection, ProfileCollection>,
  query: Query,
  isSandbox: boolean,
  settings: ListSettings,
  tag: string | null,
): Promise<Response> {
  if (collection.kind === 'document') {
    return answerJson(context, await listDocuments(source, collection, query, !isSandbox, settings), tag);
  }
  const { bytes, isGzip } = await listSeries(source, collection, query, isSandbox, settings, leastGzip(context));
  return isGzip ? answerGzip(bytes, tag) : answerJson(context, bytes, tag);
}

function queryOf(context: Context): Query {
  const values = context.req.queries();
  return (name) => values[name]?.at(-1);
}

/** The profile with null in place of what the token's scopes do not open. */
async function profileText(store: Store, bearer: Bearer, collection: ProfileCollection): Promise<string> {
  const user = (await store.users.find(bearer.userId)) as unknown as Record<string, unknown>;
  const open = Object.keys(collection.body.shape).map((name) => {
    const scope = collection.scopeOf[name];
    return [name, scope === undefined || bearer.scopes.includes(scope) ? user[name] : null];
  });
  return JSON.stringify(Object.fromEntries(open));
}
