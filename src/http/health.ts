import { Hono } from 'hono';
import type { Store } from '../storage/store.js';

export interface HealthOptions {
  store: Store;
  /** Whether the server was asked to stop. */
  isStopping(): boolean;
}

/** `/health/live`: the process answers; `/health/ready`: it can be sent requests, for balancers. */
export function createHealthRoutes({ store, isStopping }: HealthOptions): Hono {
  const app = new Hono({ strict: false });
  app.get('/health/live', (context) => context.json({ status: 'live' }));
  app.get('/health/ready', async (context) => {
    if (isStopping()) return context.json({ status: 'stopping' }, 503);
    try {
      await store.users.isEmpty();
      return context.json({ status: 'ready' });
    } catch {
      return context.json({ status: 'the store cannot be read' }, 503);
    }
  });
  return app;
}
