import { Hono } from 'hono';
import type { Store } from '../storage/store.js';

/** Why requests should go elsewhere at the moment; null where they may come. */
export type Unready = () => string | null | Promise<string | null>;

/** `/health/live`: the process answers; `/health/ready`: it can be sent requests, for balancers. */
export function createHealthRoutes(unready: Unready): Hono {
  const app = new Hono({ strict: false });
  app.get('/health/live', (context) => context.json({ status: 'live' }));
  app.get('/health/ready', async (context) => {
    const problem = await unready();
    return problem === null ? context.json({ status: 'ready' }) : context.json({ status: problem }, 503);
  });
  return app;
}

/** Of a server: whether it was asked to stop, and whether its store answers. */
export function serverUnready(store: Store, isStopping: () => boolean): Unready {
  return async () => {
    if (isStopping()) return 'stopping';
    return store.users.isEmpty().then(
      () => null,
      () => 'the store cannot be read',
    );
  };
}
