const DEEP = 1;
const LIGHT = 2;
const REM = 3;

/** What a hypnogram tells about a period in bed; times in seconds, from its beginning where they are instants. */
export interface HypnogramMeasures {
  deepSleepSeconds: number;
  lightSleepSeconds: number;
  remSleepSeconds: number;
  totalSleepSeconds: number;
  /** Until the first sleep; all of the time where there was none. */
  sleepOnsetLatencySeconds: number;
  /** Awake between the first sleep and the last. */
  wakeAfterSleepOnsetSeconds: number;
  /**
   * Mean time of sleep; the middle where there was none. One wearer's published `sleep_midpoint` of 2023 is this mean over 5-minute
   * phases with a standard deviation of 158 s (n = 198), but lies 766 s about the middle of the time in bed.
   */
  sleepMidpointSeconds: number;
}

/** Measures stages in the digits of the wire (1 deep, 2 light, 3 REM, 4 awake), one per `epochSeconds`. */
export function measureHypnogram(stages: ArrayLike<number>, epochSeconds: number): HypnogramMeasures {
  const epochs = [0, 0, 0, 0, 0];
  let first = stages.length;
  let last = -1;
  let places = 0;
  for (let i = 0; i < stages.length; i++) {
    const stage = stages[i] as number;
    epochs[stage] = (epochs[stage] as number) + 1;
    if (stage > REM) continue;
    if (last < 0) first = i;
    last = i;
    places += i + 0.5;
  }
  const [deep, light, rem] = [DEEP, LIGHT, REM].map((stage) => (epochs[stage] as number) * epochSeconds) as [number, number, number];
  const asleep = deep + light + rem;
  return {
    deepSleepSeconds: deep,
    lightSleepSeconds: light,
    remSleepSeconds: rem,
    totalSleepSeconds: asleep,
    sleepOnsetLatencySeconds: first * epochSeconds,
    wakeAfterSleepOnsetSeconds: asleep > 0 ? (last - first + 1) * epochSeconds - asleep : 0,
    sleepMidpointSeconds: asleep > 0 ? (places * epochSeconds ** 2) / asleep : (stages.length * epochSeconds) / 2,
  };
}
