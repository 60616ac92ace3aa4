import type { Body, DocumentCollection } from '../collections/define.js';
import { dayNumber, dayText, utcDay } from '../lib/dates.js';
import type { MirrorRun } from './mirror-run.js';
import { readPages } from './read-pages.js';

/** The local days (since 1970-01-01) that have documents upstream. Asks for days alone, so that years fit into one answer. */
export async function daysUpstream(
  { upstream, horizonMs }: MirrorRun,
  collection: DocumentCollection,
  fromMs: number,
): Promise<Set<number>> {
  const { paths, timeKey, isSelectable } = collection;
  const days = new Set<number>();
  const range = { start_date: dayText(utcDay(fromMs)), end_date: dayText(utcDay(horizonMs)) };
  for await (const { data } of readPages(upstream, paths[0], isSelectable ? { ...range, fields: timeKey } : range)) {
    for (const row of data) {
      const day = dayNumber(String((row as Body | null)?.[timeKey]));
      if (day !== null) days.add(day);
    }
  }
  return days;
}
