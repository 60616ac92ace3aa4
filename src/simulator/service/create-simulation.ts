import { utcDateTime } from '../../lib/dates.js';
import type { SimulatedUser } from '../../storage/simulated-users.js';
import type { Store } from '../../storage/store.js';
import type { User } from '../../storage/users.js';
import { eventsOn } from '../events.js';
import { type Chronicle, openChronicle } from '../wearer/chronicle.js';
import type { DayTruth } from '../wearer/truth.js';
import type { Wearer } from '../wearer/wearer.js';
import { liveOn } from './live-on.js';
import { type PersonSpec, userIdOf, wearerOf } from './person-spec.js';

/** Lives that are kept in memory; others are looked up again from their last two months, in a fraction of a second. */
const LIVES_KEPT = 200;

/** The simulated users of a store. */
export interface Simulation {
  /** Adds a person as a user, without data yet; the user there is already if they were added before. */
  add(spec: PersonSpec): Promise<User>;
  /** Lets a user, or all, live on until an instant (ms since the Unix epoch), at once or watched (see `LiveOnOptions`). */
  catchUp(untilMs: number, options?: CatchUpOptions): Promise<void>;
  /** What really happened to a user on home days, from their first day on; null where they are not simulated. */
  truth(user: User, fromDay: number, toDay: number): Promise<DayTruth[] | null>;
  /** Ends after the transaction under way. */
  close(): Promise<void>;
}

export interface CatchUpOptions {
  userId?: string;
  isWatched?: boolean;
  /** Told how far a user has got, in ms since the Unix epoch. */
  onProgress?(syncedMs: number): void;
}

/** A life in memory. */
interface LivedLife {
  spec: PersonSpec;
  wearer: Wearer;
  chronicle: Chronicle;
  livedMs: number;
}

/** Builds the simulation over a store. */
export function createSimulation(store: Store): Simulation {
  const lives = new Map<number, LivedLife>();
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  function lifeOf({ userNo, person, syncedMs }: SimulatedUser): LivedLife {
    const known = lives.get(userNo);
    if (known) return known;
    const spec = JSON.parse(person) as PersonSpec;
    const wearer = wearerOf(spec);
    const life = { spec, wearer, chronicle: openChronicle(wearer, syncedMs), livedMs: syncedMs };
    if (lives.size >= LIVES_KEPT) lives.delete(lives.keys().next().value as number);
    lives.set(userNo, life);
    return life;
  }

  async function catchUpOne(user: SimulatedUser, untilMs: number, { isWatched = true, onProgress }: CatchUpOptions): Promise<void> {
    const life = lifeOf(user);
    const { wearer, chronicle, spec } = life;
    if (life.livedMs >= untilMs) return;
    try {
      const syncs = wearer.syncs(chronicle.known.atMs, untilMs);
      const tell = () => {
        onProgress?.(chronicle.known.atMs);
        return !isClosed;
      };
      await liveOn({ store, owner: user, wearer, chronicle, syncs, isWatched, onProgress: tell });
    } catch (error) {
      // What was not written has to be lived again.
      lives.delete(user.userNo);
      throw error;
    }
    await changeMembership(user, spec, wearer, life.livedMs, untilMs);
    life.livedMs = untilMs;
  }

  /** Lets memberships lapse and resume on the days planned. */
  async function changeMembership(
    user: SimulatedUser,
    { events }: PersonSpec,
    wearer: Wearer,
    fromMs: number,
    untilMs: number,
  ): Promise<void> {
    const { calendar } = wearer.person;
    const turns = events
      .filter(({ kind }) => kind === 'membership-lapse')
      .flatMap(({ day, days }) => [calendar.homeMs(day, 0), calendar.homeMs(day + days, 0)]);
    if (!turns.some((ms) => ms > fromMs && ms <= untilMs)) return;
    const isLapsed = eventsOn(events, 'membership-lapse', calendar.localDay(untilMs)).length > 0;
    await store.users.change(user.id, { membership: isLapsed ? 'lapsed' : 'active' });
  }

  return {
    async add(spec) {
      const id = userIdOf(spec);
      const present = await store.users.find(id);
      if (present) return present;
      const { person, beginMs } = wearerOf(spec);
      const { sex, ageYears, weightKg, heightMetres } = person.profile;
      const profile = { email: person.email, age: ageYears, weight: weightKg, height: heightMetres, biological_sex: sex };
      return store.simulatedUsers.add({ ...profile, id, createdAt: utcDateTime(beginMs) }, JSON.stringify(spec), beginMs - 1);
    },

    catchUp(untilMs, options = {}) {
      const run = async () => {
        for (const user of await store.simulatedUsers.list()) {
          if (isClosed) return;
          if (options.userId === undefined || options.userId === user.id) await catchUpOne(user, untilMs, options);
        }
      };
      const done = turn.then(run);
      turn = done.catch(() => {});
      return done;
    },

    async truth(user, fromDay, toDay) {
      const simulated = await store.simulatedUsers.find(user.userNo);
      if (!simulated) return null;
      const { spec, wearer } = lifeOf(simulated);
      const days: DayTruth[] = [];
      for (let day = Math.max(fromDay, spec.firstDay); day <= toDay; day++) days.push(wearer.truth(day));
      return days;
    },

    async close() {
      isClosed = true;
      await turn;
    },
  };
}
