import { putBounded } from '../../lib/bounded-map.js';
import { DAY_MS, utcDateTime } from '../../lib/dates.js';
import type { SimulatedUser } from '../../storage/simulated-users.js';
import type { Store } from '../../storage/store.js';
import type { User } from '../../storage/users.js';
import { type Chronicle, openChronicle } from '../wearer/chronicle.js';
import type { DayTruth } from '../wearer/truth.js';
import type { Wearer } from '../wearer/wearer.js';
import { liveOn, OvertakenError } from './live-on.js';
import { type PersonSpec, userIdOf, wearerOf } from './person-spec.js';

/** Lives that are kept in memory; others are looked up again from their last two months, in a fraction of a second. */
const LIVES_KEPT = 200;

/** Looked ahead at once. */
const STRETCH_MS = 30 * DAY_MS;
/** Nobody wears a ring for longer: turning the clock to the year 9999 has an end. */
const LONGEST_LIFE_MS = 100 * 366 * DAY_MS;

/** After so long without anything expected a life is looked up all the same. */
const LONGEST_REST_MS = 30 * DAY_MS;

/** The simulated users of a store. */
export interface Simulation {
  /** Adds a person as a user, without data yet. One who is there already stays as they were added. */
  add(spec: PersonSpec): Promise<User>;
  /** What the life of a user follows from; null where they are not simulated. */
  specOf(user: User): Promise<PersonSpec | null>;
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
  /** Up to which instant life went on, and up to which synchronisation the store has it. */
  livedMs: number;
  writtenMs: number;
}

/** Builds the simulation over a store. */
export function createSimulation(store: Store): Simulation {
  const lives = new Map<number, LivedLife>();
  /** When something happens next to users, by `userNo`: most of the time nothing does, and their lives need not be looked up. */
  const nextMs = new Map<number, number>();
  let turn: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  function lifeOf({ userNo, person, syncedMs }: SimulatedUser): LivedLife {
    const present = lives.get(userNo);
    // Another process may have written on.
    if (present?.writtenMs === syncedMs) return present;
    const spec = JSON.parse(person) as PersonSpec;
    const wearer = wearerOf(spec);
    const life = { spec, wearer, chronicle: openChronicle(wearer, syncedMs), livedMs: syncedMs, writtenMs: syncedMs };
    putBounded(lives, LIVES_KEPT, userNo, life);
    return life;
  }

  async function catchUpOne(user: SimulatedUser, untilMs: number, { isWatched = true, onProgress }: CatchUpOptions): Promise<void> {
    if (untilMs < (nextMs.get(user.userNo) ?? Number.NEGATIVE_INFINITY)) return;
    const life = lifeOf(user);
    const { wearer, chronicle, spec } = life;
    if (life.livedMs >= untilMs) return;
    const lapses = lapsesOf(spec, wearer);
    // Before anything notes how far life has gone: cut off by a crash, it is done again.
    await changeMembership(user, lapses, life.livedMs, untilMs);
    try {
      const endMs = Math.min(untilMs, wearer.beginMs + LONGEST_LIFE_MS);
      while (life.livedMs < endMs && !isClosed) {
        const toMs = Math.min(endMs, life.livedMs + STRETCH_MS);
        const syncs = wearer.syncs(Math.max(life.livedMs, chronicle.known.atMs), toMs);
        const tell = (writtenMs: number) => {
          life.writtenMs = writtenMs;
          onProgress?.(writtenMs);
        };
        const { writtenMs } = life;
        const isEnd = wearer.nextSync(toMs + 1) > endMs;
        await liveOn({ store, owner: user, wearer, chronicle, writtenMs, syncs, isWatched, isEnd, onProgress: tell });
        life.livedMs = toMs;
      }
    } catch (error) {
      // What was not written has to be lived again.
      lives.delete(user.userNo);
      throw error;
    }
    if (isClosed) return;
    life.livedMs = untilMs;
    const turns = lapses.flatMap(({ startMs, endMs }) => [startMs, endMs]).filter((ms) => ms > untilMs);
    nextMs.set(user.userNo, Math.min(...turns, wearer.nextSync(untilMs + 1), untilMs + LONGEST_REST_MS));
  }

  /** As `catchUpOne`, also while another process lets the same user live on. */
  async function catchUpWith(user: SimulatedUser, untilMs: number, options: CatchUpOptions): Promise<void> {
    for (let present: SimulatedUser | null = user; present; ) {
      try {
        return await catchUpOne(present, untilMs, options);
      } catch (error) {
        if (!(error instanceof OvertakenError)) throw error;
        present = await store.simulatedUsers.find(user.userNo);
      }
    }
  }

  /** Lets memberships lapse and resume on the days planned. */
  async function changeMembership(user: SimulatedUser, lapses: readonly Lapse[], fromMs: number, untilMs: number): Promise<void> {
    const isTurn = (ms: number) => ms > fromMs && ms <= untilMs;
    if (!lapses.some(({ startMs, endMs }) => isTurn(startMs) || isTurn(endMs))) return;
    const isLapsed = lapses.some(({ startMs, endMs }) => startMs <= untilMs && untilMs < endMs);
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

    async specOf({ userNo }) {
      const simulated = await store.simulatedUsers.find(userNo);
      return simulated && (JSON.parse(simulated.person) as PersonSpec);
    },

    catchUp(untilMs, options = {}) {
      const run = async () => {
        for (const user of await store.simulatedUsers.list()) {
          if (isClosed) return;
          if (options.userId === undefined || options.userId === user.id) await catchUpWith(user, untilMs, options);
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

/** A time without membership. */
interface Lapse {
  startMs: number;
  endMs: number;
}

function lapsesOf({ events }: PersonSpec, { person: { calendar } }: Wearer): Lapse[] {
  return events
    .filter(({ kind }) => kind === 'membership-lapse')
    .map(({ day, days }) => ({ startMs: calendar.homeMs(day, 0), endMs: calendar.homeMs(day + days, 0) }));
}
