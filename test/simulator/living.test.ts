import { expect, test, vi } from 'vitest';
import { documentCollections, seriesCollections } from '../../src/collections/index.js';
import { createClock } from '../../src/lib/clock.js';
import { DAY_MS, utcDateTime } from '../../src/lib/dates.js';
import { createSeededRandom } from '../../src/lib/random.js';
import { createSimulation } from '../../src/simulator/service/create-simulation.js';
import type { PersonSpec } from '../../src/simulator/service/person-spec.js';
import { answerOf } from '../support/answers.js';
import { eventfulPeople, FIRST_DAY } from '../support/eventful-people.js';
import { differences, storedLife } from '../support/stored-life.js';
import { openStore, startTestServer } from '../support/stores.js';

vi.setConfig({ testTimeout: 120_000 });

const DAYS = 30;
const UNTIL_MS = (FIRST_DAY + DAYS) * DAY_MS + 11 * 3_600_000;

/** Instants from soon after the beginning to the end: hours to days apart. */
function unevenSteps(seed: string): number[] {
  const random = createSeededRandom(seed);
  const steps: number[] = [];
  for (let ms = FIRST_DAY * DAY_MS; ms < UNTIL_MS; ) {
    const [size, share] = random.bytes(2) as unknown as [number, number];
    ms = Math.min(UNTIL_MS, ms + Math.round((size / 255) * (share / 255) * 5 * DAY_MS) + 60_000);
    steps.push(ms);
  }
  return steps;
}

/** What is stored after a life, whose last instant is given to `go` piece by piece. */
async function lived(spec: PersonSpec, steps: readonly number[], { isWatched = true, isRebuilt = false } = {}) {
  await using store = await openStore(':memory:');
  let simulation = createSimulation(store);
  const { id, userNo } = await simulation.add(spec);
  for (const ms of steps) {
    // As after a kill: only the store remembers.
    if (isRebuilt) simulation = createSimulation(store);
    await simulation.catchUp(ms, { isWatched });
  }
  return { life: await storedLife(store, userNo), membership: (await store.users.find(id))?.membership };
}

async function livedOnServer(spec: PersonSpec, steps: readonly number[]) {
  const clock = createClock({ now: () => FIRST_DAY * DAY_MS });
  await using server = await startTestServer({ clock });
  const { id, userNo } = await server.simulation.add(spec);
  for (const ms of steps) {
    expect(await answerOf(server.admin('POST', '/clock', { set: utcDateTime(ms), frozen: true }))).toMatchObject({ status: 200 });
  }
  return { life: await storedLife(server.store, userNo), membership: (await server.store.users.find(id))?.membership };
}

const seen = new Set<string>();

test.each(eventfulPeople)('$persona: however a life is lived, the same is stored in the end', async (spec) => {
  const atOnce = await lived(spec, [UNTIL_MS], { isWatched: false });
  for (const [name, texts] of Object.entries(atOnce.life)) if (texts.length > 0) seen.add(name);
  const steps = unevenSteps(String(spec.persona));
  expect(steps.length).toBeGreaterThan(DAYS / 3);
  const ways = {
    'watched in one go': await lived(spec, [UNTIL_MS]),
    'watched step by step': await lived(spec, steps),
    'with everything forgotten between the steps': await lived(spec, steps, { isRebuilt: true }),
    'at once, in steps': await lived(spec, steps, { isWatched: false }),
    'on a server whose clock is turned': await livedOnServer(
      spec,
      steps.filter((ms, i) => i % 4 === 0 || ms === UNTIL_MS),
    ),
  };
  for (const [way, { life, membership }] of Object.entries(ways)) {
    expect([way, membership, ...differences(atOnce.life, life)]).toEqual([way, atOnce.membership]);
  }
});

test('among these lives there was something of everything', () => {
  expect([...documentCollections, ...seriesCollections].map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
});

test('an earlier end leaves less, a later one adds and changes nothing of days long over', async () => {
  const spec = eventfulPeople[1] as PersonSpec;
  const short = (await lived(spec, [UNTIL_MS - 10 * DAY_MS], { isWatched: false })).life;
  const long = (await lived(spec, [UNTIL_MS], { isWatched: false })).life;
  for (const [name, texts] of Object.entries(short)) {
    // The last days may still be revised.
    const settled = texts.slice(0, -4);
    expect([name, long[name]?.slice(0, settled.length)]).toEqual([name, settled]);
  }
});
