import type { SeriesRows } from '../collections/series-rows.js';
import type { Beats } from './recordings.js';

/** The `interbeat_interval` rows of beats. */
export function interbeatRows({ times, intervals, validities }: Beats): SeriesRows {
  return { times, columns: [intervals, validities] };
}
