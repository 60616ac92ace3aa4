import type { ProfileCollection } from '../collections/define.js';
import { issuesOf } from '../collections/read-document.js';
import type { Counts } from './import-report.js';
import type { Batches } from './intake.js';

/** What a file says about the wearer: the properties of personal_info that it leaves open are absent. */
export type Profile = Record<string, unknown>;

/** Sets a profile; resolves to false where that changed nothing. */
export type PutProfile = (profile: Profile) => Promise<unknown>;

interface ProfileTarget {
  collection: ProfileCollection;
  dryRun: boolean;
  putProfile: PutProfile | undefined;
}

/** Sets the profile once the whole file is read; the id in the file is left aside, the user keeps its own. */
export function createProfileBatches({ collection, dryRun, putProfile }: ProfileTarget, counts: Counts): Batches {
  const schema = collection.body.omit({ id: true });
  const due: Profile[] = [];
  return {
    knownKeys: new Set(Object.keys(collection.body.shape)),
    take(value) {
      const parsed = schema.safeParse(value);
      if (!parsed.success) return issuesOf(parsed.error, value);
      // A capture made without the scope for a property has null there; that must not erase it.
      due.push(Object.fromEntries(Object.entries(parsed.data).filter(([, property]) => property !== null)));
      return [];
    },
    async write({ isLast }) {
      if (!isLast) return;
      for (const profile of due) {
        if (!dryRun && (await putProfile?.(profile)) === false) counts.unchanged++;
        else counts.updated++;
      }
    },
  };
}
