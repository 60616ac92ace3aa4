import { Hono } from 'hono';
import { AggregatorRegistry } from 'prom-client';

/** `/metrics` of all workers of this process together, and health. */
export function createClusterMetricsApp(isReady: () => boolean): Hono {
  const registry = new AggregatorRegistry();
  const app = new Hono({ strict: false });
  app.get('/metrics', async (context) => context.body(await registry.clusterMetrics(), 200, { 'content-type': registry.contentType }));
  app.get('/health/live', (context) => context.json({ status: 'live' }));
  app.get('/health/ready', (context) => (isReady() ? context.json({ status: 'ready' }) : context.json({ status: 'not ready' }, 503)));
  return app;
}
