import { type Context, Hono } from 'hono';
import type { OAuthContext } from '../../oauth/oauth-context.js';
import type { AuditEvent } from '../../storage/events.js';
import { badParameter } from '../errors.js';

const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 1000;

/** `/events`: the audit trail from the oldest on; `after` is the `seq` of the last event that is known. */
export function createEventRoutes({ store, trail }: Pick<OAuthContext, 'store' | 'trail'>): Hono {
  const app = new Hono();
  app.get('/events', async (context) => {
    const after = readWhole(context, 'after', 0, Number.MAX_SAFE_INTEGER);
    const limit = readWhole(context, 'limit', DEFAULT_LIMIT, MAXIMUM_LIMIT);
    // Whoever was refused and asks why finds the reason.
    await trail.settled();
    return context.json({ events: (await store.events.list(after, limit)).map(shownEvent) });
  });
  return app;
}

/** An event in the words of the wire. */
export const shownEvent = ({ seq, at, type, userId, clientId, reason, detail }: AuditEvent) => ({
  ...{ seq, at, type, user_id: userId, client_id: clientId, reason },
  detail,
});

function readWhole(context: Context, name: string, standard: number, most: number): number {
  const text = context.req.query(name);
  if (!text) return standard;
  if (/^\d{1,15}$/.test(text) && Number(text) <= most) return Number(text);
  throw badParameter(name, text, 'int_parsing', `Input should be a whole number from 0 to ${most}`);
}
