import { Hono } from 'hono';
import { z } from 'zod';
import { SCOPES } from '../../collections/define.js';
import { issueToken } from '../../ledger/issue-token.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../lib/clock.js';
import { utcDateTime } from '../../lib/dates.js';
import { newUuid } from '../../lib/ids.js';
import type { Random } from '../../lib/random.js';
import { MAXIMUM_PASSWORD_LENGTH, MINIMUM_PASSWORD_LENGTH } from '../../oauth/passwords.js';
import { setPassword } from '../../oauth/set-password.js';
import type { Store } from '../../storage/store.js';
import type { User } from '../../storage/users.js';
import { ApiError } from '../errors.js';
import { readBody } from './body.js';

const profileSchema = z.strictObject({
  email: z.string().nullable().default(null),
  age: z.int().nullable().default(null),
  weight: z.number().nullable().default(null),
  height: z.number().nullable().default(null),
  biological_sex: z.string().nullable().default(null),
});
const changesSchema = z.strictObject({
  email: z.string().nullable().optional(),
  age: z.int().nullable().optional(),
  weight: z.number().nullable().optional(),
  height: z.number().nullable().optional(),
  biological_sex: z.string().nullable().optional(),
  membership: z.enum(['active', 'lapsed']).optional(),
});
const tokenSchema = z.strictObject({
  scopes: z.array(z.enum(SCOPES)).optional(),
  expires_in: z.int().positive().optional(),
  label: z.string().nullable().optional(),
});

const passwordSchema = z.strictObject({ password: z.string().min(MINIMUM_PASSWORD_LENGTH).max(MAXIMUM_PASSWORD_LENGTH) });

export interface UserRouteOptions {
  store: Store;
  ledger: Ledger;
  clock: Clock;
  random: Random;
}

/** `/users`: people, their membership and their static tokens. */
export function createUserRoutes({ store, ledger, clock, random }: UserRouteOptions): Hono {
  const app = new Hono();
  app.post('/users', async (context) => {
    const profile = await readBody(context, profileSchema);
    const { id } = await store.users.add({ ...profile, id: newUuid(random), createdAt: utcDateTime(clock.now()) });
    return context.json({ id }, 201);
  });
  app.get('/users', async (context) => context.json({ users: (await store.users.list()).map(shown) }));
  app.get('/users/:id', async (context) => context.json(shown(await findUser(store, context.req.param('id')))));
  app.patch('/users/:id', async (context) => {
    const changes = await readBody(context, changesSchema);
    const changed = await store.users.change(context.req.param('id'), withoutUndefined(changes));
    if (!changed) throw noSuchUser(context.req.param('id'));
    return context.json(shown(changed));
  });
  app.delete('/users/:id', async (context) => {
    if (!(await ledger.eraseUser(context.req.param('id')))) throw noSuchUser(context.req.param('id'));
    return context.body(null, 204);
  });
  app.post('/users/:id/tokens', async (context) => {
    const user = await findUser(store, context.req.param('id'));
    const { scopes = [...SCOPES], expires_in = null, label = null } = await readBody(context, tokenSchema);
    const token = await issueToken({ store, clock, random }, { user, scopes, expiresInSeconds: expires_in, label });
    return context.json({ token: token.text }, 201);
  });
  app.put('/users/:id/password', async (context) => {
    const user = await findUser(store, context.req.param('id'));
    const { password } = await readBody(context, passwordSchema);
    await setPassword({ store, clock, random }, user, password);
    return context.body(null, 204);
  });
  return app;
}

/** The user called `id`. Throws 404. */
export async function findUser(store: Store, id: string): Promise<User> {
  const user = await store.users.find(id);
  if (!user) throw noSuchUser(id);
  return user;
}

const noSuchUser = (id: string) => new ApiError(404, `There is no user ${id}.`);

function shown({ userNo: _, createdAt, ...user }: User) {
  return { ...user, created_at: createdAt };
}

function withoutUndefined<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
