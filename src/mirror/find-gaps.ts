import type { DocumentCollection } from '../collections/define.js';
import { documentCollections } from '../collections/index.js';
import { dayText, utcDay } from '../lib/dates.js';
import { daysUpstream } from './days-upstream.js';
import { FLOOR_MS, type MirrorRun, overlapStart } from './mirror-run.js';
import { NotOpen } from './read-pages.js';
import type { Gap } from './report.js';

/** Around the ends of a range it is not told whether a day belongs to it. */
const EDGE_DAYS = 2;

/**
 * The days that have documents upstream and none here, and the other way round. Asks anew, for days alone: over the whole history where it
 * had not been read before this run, otherwise over the overlap.
 */
export async function findGaps(run: MirrorRun): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const collection of documentCollections.filter(({ isDated }) => isDated)) {
    const before = run.progress.get(collection.name);
    const fromMs = before?.isWhole ? overlapStart(run, before, run.overlapMs) : FLOOR_MS;
    const firstDay = utcDay(fromMs) + EDGE_DAYS;
    try {
      const [there, here] = [await daysUpstream(run, collection, fromMs), await daysHere(run, collection, fromMs)];
      const missing = (from: ReadonlySet<number>, of: ReadonlySet<number>) =>
        [...of]
          .filter((day) => day >= firstDay && !from.has(day))
          .sort((a, b) => a - b)
          .map(dayText);
      const found: Gap[] = [
        { collection: collection.name, kind: 'missing here', days: missing(here, there) },
        { collection: collection.name, kind: 'missing upstream', days: missing(there, here) },
      ];
      gaps.push(...found.filter(({ days }) => days.length > 0));
    } catch (error) {
      if (!(error instanceof NotOpen)) throw error;
    }
  }
  return gaps;
}

async function daysHere({ store, owner, horizonMs }: MirrorRun, collection: DocumentCollection, fromMs: number): Promise<Set<number>> {
  return new Set((await store.documents.marks(owner.userNo, collection, fromMs, horizonMs)).map(({ day }) => day));
}
