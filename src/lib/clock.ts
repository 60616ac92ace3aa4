/** The one source of time: token expiry, rate windows, `updated_at` and range defaults all ask it. */
export interface Clock {
  /** Milliseconds since the Unix epoch, as this clock tells it. */
  now(): number;
}

/** What is remembered of a turned clock: frozen at an instant, or running with an offset to the machine's time. */
export type ClockSetting = { frozenAtMs: number } | { offsetMs: number };

/** A clock that can be frozen, set and advanced. Unit everywhere: milliseconds since the Unix epoch. */
export interface TurnableClock extends Clock {
  /** Of a clock in time lapse as it stands now: who takes it over goes on from there at the ordinary pace. */
  readonly setting: ClockSetting;
  /** How many times faster than the machine's time it runs: 1 but for time lapse. */
  readonly pace: number;
  /** Stops time here, or at `atMs`. */
  freeze(atMs?: number): void;
  /** Lets time run on from where it stands. */
  resume(): void;
  /** Jumps to `atMs`; a frozen clock stays frozen, a running one runs on from there. */
  set(atMs: number): void;
  /** Moves by `ms`, forwards or backwards. */
  advance(ms: number): void;
  /** Takes over a remembered setting, for example one another process has stored. */
  restore(setting: ClockSetting): void;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => Date.now() };

/** Builds a turnable clock over `base` (the machine's time unless a test says otherwise), in time lapse with a `pace` other than 1. */
export function createClock(base: Clock = systemClock, initial: ClockSetting = { offsetMs: 0 }, pace = 1): TurnableClock {
  let frozenAtMs: number | null = null;
  /** Where a running clock stood when the machine's stood at `baseMs`. */
  let [atMs, baseMs] = [0, 0];
  const now = () => frozenAtMs ?? atMs + Math.floor((base.now() - baseMs) * pace);
  const runFrom = (fromMs: number) => {
    frozenAtMs = null;
    [atMs, baseMs] = [fromMs, base.now()];
  };
  const freeze = (ms: number) => {
    frozenAtMs = ms;
  };
  const set = (ms: number) => (frozenAtMs === null ? runFrom(ms) : freeze(ms));
  const restore = (setting: ClockSetting) =>
    'frozenAtMs' in setting ? freeze(setting.frozenAtMs) : runFrom(base.now() + setting.offsetMs);
  restore(initial);
  return {
    now,
    set,
    pace,
    restore,
    get setting() {
      return frozenAtMs === null ? { offsetMs: now() - base.now() } : { frozenAtMs };
    },
    freeze: (ms = now()) => freeze(ms),
    resume: () => runFrom(now()),
    advance: (ms) => set(now() + ms),
  };
}
