import { SCOPES } from './collections/define.js';
import type { Clock } from './lib/clock.js';
import { utcDateTime, utcDay } from './lib/dates.js';
import { base32, tokenHash } from './lib/ids.js';
import type { Random } from './lib/random.js';
import type { LifeEvent } from './simulator/events.js';
import type { Simulation } from './simulator/service/create-simulation.js';
import type { PersonSpec } from './simulator/service/person-spec.js';
import type { Store } from './storage/store.js';

/** Days of history the demo user starts with. */
const HISTORY_DAYS = 90;
const SETTING = 'demo-user';
const TOKEN_ID = 'demo';
const person = { seed: 'circlet-demo-29', index: 0, persona: 'cycle', zone: 'Europe/Helsinki', beats: true } as const;
/** What there shall be to see in the history, by days from its first one. */
const events: readonly LifeEvent[] = [
  { kind: 'rest-mode', day: 20, days: 2, amount: 1 },
  { kind: 'ring-change', day: 34, days: 1, amount: 1 },
  { kind: 'flu', day: 58, days: 7, amount: 1 },
  { kind: 'rest-mode', day: 58, days: 5, amount: 1 },
];

interface DemoSetting {
  userId: string;
  /** Kept, unlike other tokens' texts, so that each start can print it again: it opens made-up data only. */
  token: string;
}

export interface DemoUser {
  id: string;
  email: string | null;
  token: string;
}

interface DemoOptions {
  store: Store;
  simulation: Simulation;
  clock: Clock;
  random: Random;
}

/** Finds the demo user and lets it live on up to the present; with `create`, makes it in a store without users. */
export async function prepareDemoUser(options: DemoOptions, create: boolean): Promise<DemoUser | null> {
  const { store, clock, simulation } = options;
  const present = await store.settings.get<DemoSetting>(SETTING);
  const setting = present ?? (create ? await addDemoUser(options) : null);
  const user = setting && (await store.users.find(setting.userId));
  if (!setting || !user) return null;
  await simulation.catchUp(clock.now(), { userId: user.id, isWatched: present !== null });
  return { id: user.id, email: user.email, token: setting.token };
}

async function addDemoUser({ store, simulation, clock, random }: DemoOptions): Promise<DemoSetting | null> {
  if (!(await store.users.isEmpty())) return null;
  const firstDay = utcDay(clock.now()) - HISTORY_DAYS;
  const spec: PersonSpec = { ...person, firstDay, events: events.map((event) => ({ ...event, day: firstDay + event.day })) };
  const user = await simulation.add(spec);
  const token = base32(random.bytes(20));
  await store.tokens.put({
    userNo: user.userNo,
    id: TOKEN_ID,
    hash: tokenHash(token),
    label: 'demo',
    scopes: [...SCOPES],
    createdAt: utcDateTime(clock.now()),
    expiresAtMs: null,
  });
  const setting = { userId: user.id, token };
  await store.settings.put(SETTING, setting);
  return setting;
}
