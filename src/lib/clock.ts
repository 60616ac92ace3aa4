/** The one source of time: token expiry, rate windows, `updated_at` and range defaults all ask it. */
export interface Clock {
  /** Milliseconds since the Unix epoch, as this clock tells it. */
  now(): number;
}

/** What is remembered of a turned clock: frozen at an instant, or running with an offset to the machine's time. */
export type ClockSetting = { frozenAtMs: number } | { offsetMs: number };

/** A clock that can be frozen, set and advanced. Unit everywhere: milliseconds since the Unix epoch. */
export interface TurnableClock extends Clock {
  readonly setting: ClockSetting;
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

/** Builds a turnable clock over `base` (the machine's time unless a test says otherwise). */
export function createClock(base: Clock = systemClock, initial: ClockSetting = { offsetMs: 0 }): TurnableClock {
  let setting = initial;
  const now = () => ('frozenAtMs' in setting ? setting.frozenAtMs : base.now() + setting.offsetMs);
  const set = (atMs: number) => {
    setting = 'frozenAtMs' in setting ? { frozenAtMs: atMs } : { offsetMs: atMs - base.now() };
  };
  return {
    now,
    set,
    get setting() {
      return setting;
    },
    freeze: (atMs = now()) => {
      setting = { frozenAtMs: atMs };
    },
    resume: () => {
      setting = { offsetMs: now() - base.now() };
    },
    advance: (ms) => set(now() + ms),
    restore: (remembered) => {
      setting = remembered;
    },
  };
}
