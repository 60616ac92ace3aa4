import { Hono } from 'hono';

/** What is told at `/metrics`. */
export interface MetricsText {
  contentType: string;
  text(): Promise<string>;
}

/** `/metrics` and health, for a port of their own. */
export function createMetricsApp(metrics: MetricsText, health: Hono): Hono {
  const app = new Hono({ strict: false });
  app.get('/metrics', async (context) => context.body(await metrics.text(), 200, { 'content-type': metrics.contentType }));
  return app.route('/', health);
}
