/** A night the suggestion looks at; times in seconds from the local midnight that begins the day of waking, negative before it. */
export interface BedtimeNight {
  sleepScore: number;
  efficiencyPercent: number;
  bedtimeSeconds: number;
  riseSeconds: number;
}

/** A suggested bedtime as documents have it. */
export interface SleepTime {
  optimal_bedtime: { day_tz: number; end_offset: number; start_offset: number } | null;
  recommendation:
    | ('improve_efficiency' | 'earlier_bedtime' | 'later_bedtime')
    | ('earlier_wake_up_time' | 'later_wake_up_time' | 'follow_optimal_bedtime')
    | null;
  status: 'not_enough_nights' | 'not_enough_recent_nights' | 'bad_sleep_quality' | 'only_recommended_found' | 'optimal_found';
}

const LEAST_NIGHTS = 14;
const RECENT_NIGHTS = 14;
const LEAST_RECENT_NIGHTS = 5;
const LEAST_ALIKE_NIGHTS = 5;
const GOOD_SCORE = 85;
const FAIR_SCORE = 70;
const POOR_EFFICIENCY = 80;
const MOST_SPREAD_SECONDS = 60 * 60;
const EARLIER_SECONDS = 30 * 60;
const QUARTER_SECONDS = 15 * 60;
const WINDOW_SECONDS = 45 * 60;

/** The window of 45 minutes from the quarter of an hour nearest to a bedtime in seconds; `zoneSeconds` east of UTC. */
export function bedtimeWindow(startSeconds: number, zoneSeconds: number): NonNullable<SleepTime['optimal_bedtime']> {
  const start = Math.round(startSeconds / QUARTER_SECONDS) * QUARTER_SECONDS + 0;
  return { day_tz: zoneSeconds, end_offset: start + WINDOW_SECONDS, start_offset: start };
}

/**
 * Suggests a bedtime from the last nights, the newest first, null for missing ones. Nights with a sleep score from 85 on set it, after
 * two weeks of use; those who sleep fairly are led to bed earlier (help centre 360025445154). How many nights, how alike, the window and
 * the choice of recommendation are our own estimate.
 */
export function sleepTime(nights: readonly (BedtimeNight | null)[], zoneSeconds: number): SleepTime {
  const known = nights.filter((night) => night !== null);
  const recent = nights.slice(0, RECENT_NIGHTS).filter((night) => night !== null);
  const without = (status: SleepTime['status'], recommendation: SleepTime['recommendation'] = null): SleepTime => ({
    optimal_bedtime: null,
    recommendation,
    status,
  });
  if (known.length < LEAST_NIGHTS) return without('not_enough_nights');
  if (recent.length < LEAST_RECENT_NIGHTS) return without('not_enough_recent_nights');
  const good = known.filter(({ sleepScore }) => sleepScore >= GOOD_SCORE);
  const fair = known.filter(({ sleepScore }) => sleepScore >= FAIR_SCORE);
  const isOptimal = good.length >= LEAST_ALIKE_NIGHTS && spreadOf(good) <= MOST_SPREAD_SECONDS;
  const model = isOptimal ? good : fair;
  if (model.length < LEAST_ALIKE_NIGHTS) return without('bad_sleep_quality', 'improve_efficiency');
  const bedtime = medianOf(model, 'bedtimeSeconds') - (isOptimal ? 0 : EARLIER_SECONDS);
  const window = bedtimeWindow(bedtime - WINDOW_SECONDS / 2, zoneSeconds);
  return {
    optimal_bedtime: window,
    recommendation: recommend(recent, model, window),
    status: isOptimal ? 'optimal_found' : 'only_recommended_found',
  };
}

function recommend(
  recent: readonly BedtimeNight[],
  model: readonly BedtimeNight[],
  window: { start_offset: number; end_offset: number },
): SleepTime['recommendation'] {
  const bedtime = medianOf(recent, 'bedtimeSeconds');
  const rise = medianOf(recent, 'riseSeconds') - medianOf(model, 'riseSeconds');
  if (medianOf(recent, 'efficiencyPercent') < POOR_EFFICIENCY) return 'improve_efficiency';
  if (bedtime > window.end_offset) return 'earlier_bedtime';
  if (bedtime < window.start_offset) return 'later_bedtime';
  if (Math.abs(rise) > WINDOW_SECONDS) return rise > 0 ? 'earlier_wake_up_time' : 'later_wake_up_time';
  return 'follow_optimal_bedtime';
}

/** Between the quartiles of the bedtimes. */
function spreadOf(nights: readonly BedtimeNight[]): number {
  const times = nights.map(({ bedtimeSeconds }) => bedtimeSeconds).sort((a, b) => a - b);
  const at = (share: number) => times[Math.round(share * (times.length - 1))] as number;
  return at(0.75) - at(0.25);
}

function medianOf(nights: readonly BedtimeNight[], part: keyof BedtimeNight): number {
  const values = nights.map((night) => night[part]).sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 ? (values[middle] as number) : ((values[middle - 1] as number) + (values[middle] as number)) / 2;
}
