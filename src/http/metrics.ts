import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../storage/store.js';
import type { Answer } from '../webhooks/exchange.js';
import type { Outgoing } from '../webhooks/outgoing.js';
import type { MetricsText } from './metrics-app.js';

/** Seconds: documents take a millisecond, a month of heart rate ten, a clock that is turned as long as it takes. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What a server tells of itself in the format of Prometheus. */
export interface Metrics extends MetricsText {
  /** Counts and times requests by method, route and status. */
  middleware: MiddlewareHandler;
  /** The same with its requests counted. */
  counted(outgoing: Outgoing): Outgoing;
}

/** Builds the metrics of this process over a store; with `isAsked` the process that started this one can ask for them. */
export function createMetrics(store: Store, isAsked: boolean): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  if (isAsked) tellPrimary(registry);
  const requests = new Histogram({
    name: 'circlet_http_request_duration_seconds',
    help: 'Requests answered, until their headers were ready.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const sent = new Counter({
    name: 'circlet_webhook_requests_total',
    help: 'Events and handshakes sent to callbacks, by class of status; none where there was no answer.',
    labelNames: ['status'],
    registers,
  });
  new Gauge({
    name: 'circlet_webhook_deliveries_pending',
    help: 'Deliveries still to be sent, of the whole store.',
    aggregator: 'first',
    registers,
    async collect() {
      this.set(await store.deliveries.countPending());
    },
  });
  new Gauge({
    name: 'circlet_store_changes',
    help: 'Number of the newest change, of the whole store.',
    aggregator: 'first',
    registers,
    async collect() {
      this.set(await store.newestChange());
    },
  });
  return {
    async middleware(context, next) {
      const end = requests.startTimer();
      await next();
      end({ method: context.req.method, route: routePath(context, -1), status: context.res.status });
    },
    counted(outgoing) {
      const noted = (answer: Answer): Answer => {
        sent.inc({ status: answer.status === null ? 'none' : `${Math.floor(answer.status / 100)}xx` });
        return answer;
      };
      return {
        ...outgoing,
        dispatch: (request, tell) => outgoing.dispatch(request, (answer) => tell(noted(answer))),
        send: (request) => outgoing.send(request).then(noted),
      };
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function tellPrimary(registry: Registry): void {
  // It answers the primary from the moment there is one.
  new AggregatorRegistry();
  AggregatorRegistry.setRegistries([registry]);
}
