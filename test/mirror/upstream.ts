import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect } from 'vitest';
import { DAY_MS, utcDateTime } from '../../src/lib/dates.js';
import type { CircletOptions } from '../../src/server.js';
import type { PersonSpec } from '../../src/simulator/service/person-spec.js';
import { runInside, temporaryFolder } from '../e2e/program.js';
import { type OAuthServer, startOAuthServer } from '../oauth/oauth-server.js';
import { eventfulPeople, FIRST_DAY } from '../support/eventful-people.js';

/** A server on a disk with simulated people, whose time stands still, to be copied from. */
export interface TestUpstream extends OAuthServer {
  people: { id: string; token: string }[];
  folder: string;
  /** Lets the people live on to so many days after their first. */
  liveTo(day: number): Promise<void>;
  /** SHA-256 of a user's exported files, of the upstream's store or of another one in the folder. */
  exported(userId: string, store?: string): Promise<Record<string, string>>;
  /** A store of this name in the folder. */
  dataIn(name: string): string;
  end(): Promise<void>;
}

/** Starts it with people who have lived so many days. */
export async function startUpstream(specs: readonly PersonSpec[], days: number, options: CircletOptions = {}): Promise<TestUpstream> {
  const { folder, remove } = temporaryFolder();
  const dataIn = (name: string) => path.join(folder, name);
  mkdirSync(dataIn('upstream'));
  const server = await startOAuthServer({ data: dataIn('upstream'), rateLimit: 0, appRateLimit: 0, ...options });
  const people: TestUpstream['people'] = [];
  const liveTo = async (day: number) => {
    // Written at once, as `circlet simulate` does; turning the clock would write every synchronisation.
    const untilMs = (FIRST_DAY + day) * DAY_MS + 9 * 3_600_000;
    for (const { id } of people) await server.simulation.catchUp(untilMs, { userId: id, isWatched: false });
    const { status } = await server.admin('POST', '/clock', { set: utcDateTime(untilMs), frozen: true });
    expect(status).toBe(200);
  };
  await server.admin('POST', '/clock', { set: utcDateTime(FIRST_DAY * DAY_MS), frozen: true });
  for (const spec of specs) {
    const { id } = await server.simulation.add(spec);
    const { token } = (await (await server.admin('POST', `/users/${id}/tokens`, {})).json()) as { token: string };
    people.push({ id, token });
  }
  await liveTo(days);
  let exports = 0;
  return {
    ...{ ...server, people, folder, liveTo, dataIn },
    async exported(userId, name = 'upstream') {
      const out = dataIn(`export-${exports++}`);
      expect(await runInside('export', '--user', userId, '--out', out, '--data', dataIn(name))).toMatchObject({ code: 0 });
      const digestOf = (file: string) =>
        createHash('sha256')
          .update(readFileSync(path.join(out, file)))
          .digest('hex');
      return Object.fromEntries(readdirSync(out).map((file) => [file, digestOf(file)]));
    },
    async end() {
      await server.close();
      remove();
    },
  };
}

/** So many eventful people without lapses; the first one with single heartbeats and a life since then, where asked for. */
export function peopleOf(count: number, { beatsSince }: { beatsSince?: number } = {}): PersonSpec[] {
  return Array.from({ length: count }, (_, index) => {
    const like = eventfulPeople[index % eventfulPeople.length] as (typeof eventfulPeople)[number];
    const events = like.events.filter(({ kind }) => kind !== 'membership-lapse');
    const person = { ...like, index: 200 + index, beats: false, events };
    return index === 0 && beatsSince !== undefined ? { ...person, beats: true, events: [], firstDay: FIRST_DAY + beatsSince } : person;
  });
}

/** A port of loopback that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
