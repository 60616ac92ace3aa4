import { createClock } from '../../src/lib/clock.js';
import { createSeededRandom } from '../../src/lib/random.js';
import type { CircletOptions } from '../../src/server.js';
import type { TestServer } from '../../src/testing.js';
import { startTestServer } from './stores.js';

/** When servers of tests stand still: a Sunday, and the beginning of a window of the rate limit. */
export const NOW = '2026-03-15T12:00:00.000Z';

/** A server whose time stands at `NOW` until the admin API moves it, and whose ids and tokens are the same in every run. */
export function startFrozenServer(options: CircletOptions = {}): Promise<TestServer> {
  return startTestServer({ clock: createClock({ now: () => Date.parse(NOW) }), random: createSeededRandom('test/http'), ...options });
}
