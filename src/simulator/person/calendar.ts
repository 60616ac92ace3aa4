/** Somebody's clock: where they live, summer time, and the zones they travel through. Everything in ms since the Unix epoch. */
export interface Calendar {
  /** Minutes east of UTC at an instant, in steps of 15 and within −12 h to +14 h. */
  offsetMinutesAt(ms: number): number;
  /** Minutes east of UTC at home, journeys left out. */
  homeOffsetMinutesAt(ms: number): number;
  /** The instant at which clocks at home show `minutes` after midnight of a home day (any number, also negative), whole seconds. */
  homeMs(day: number, minutes: number): number;
  /**
   * Hours by which the clock where they are is ahead of home's at the midnight that begins a home day, folded into −12 to +12: what the night
   * before that day is moved by. A journey across the date line by 24 zones is 0.
   */
  phaseHours(homeDay: number): number;
  /** The local day at an instant. */
  localDay(ms: number): number;
  /**
   * The first instant at which the local day, turning at 04:00, has reached `day`: where its activity day begins. A day skipped at the date
   * line begins where the next one does.
   */
  activityStartMs(day: number): number;
  /**
   * The latest change of place before the night that ends on a home day, out or back: zones crossed (east positive, −12 to 12) and home days
   * since, 1 in the first night; null after 15 days at home.
   */
  lastJourney(homeDay: number): { zones: number; daysSince: number } | null;
}
