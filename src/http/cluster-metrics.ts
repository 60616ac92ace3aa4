import type { Hono } from 'hono';
import { AggregatorRegistry } from 'prom-client';
import { createHealthRoutes, type Unready } from './health.js';
import { createMetricsApp } from './metrics-app.js';

/** `/metrics` of all workers of this process together, and health. */
export function createClusterMetricsApp(unready: Unready): Hono {
  const registry = new AggregatorRegistry();
  return createMetricsApp({ contentType: registry.contentType, text: () => registry.clusterMetrics() }, createHealthRoutes(unready));
}
