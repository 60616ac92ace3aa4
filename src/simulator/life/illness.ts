import { clamp } from '../../derive/scores/rounding.js';
import type { Person } from '../person/person.js';

/** What somebody's illness is on one day. */
export interface Illness {
  kind: IllnessKind;
  /** 0 to about 1.5. */
  severity: number;
  /** Negative in the days before symptoms. */
  daysSinceOnset: number;
  /** Whether they pause their goals for it. */
  isResting: boolean;
}

export type IllnessKind = 'flu' | 'fever';

interface Episode {
  kind: IllnessKind;
  onset: number;
  /** Length of the planned event. */
  days: number;
  severity: number;
}

/** Effects of severity 1: beats per minute, ln ms, °C, breaths per minute. Own estimates, within what cohorts of ring wearers showed. */
export const ILLNESS_EFFECTS = {
  flu: { heartRate: 10.5, lnRmssd: -0.42, temperature: 1.15, breath: 2.1 },
  fever: { heartRate: 6, lnRmssd: -0.28, temperature: 1.4, breath: 1 },
} as const;

const BLOCK_DAYS = 30;
const YEAR_DAYS = 365.25;
const LONGEST_DAYS = 16;
const RISE = [0.15, 0.45, 0.85];
const RISE_DAYS = 2;
const FEVER_SHARE = 0.15;
const REST_SHARE = 0.3;
const FAINTEST = 0.04;
const REST_FROM = 0.25;

/** The illness of a day, the strongest of planned ones and those of chance; null in health. */
export function illnessOn(person: Person, day: number): Illness | null {
  let strongest: Illness | null = null;
  const consider = (episode: Episode) => {
    const severity = episode.severity * courseOf(episode, day - episode.onset);
    if (severity < FAINTEST || severity <= (strongest?.severity ?? 0)) return;
    const daysSinceOnset = day - episode.onset;
    const isResting = daysSinceOnset >= 0 && severity > REST_FROM && person.chance.uniform('rest when ill', episode.onset) < REST_SHARE;
    strongest = { kind: episode.kind, severity, daysSinceOnset, isResting };
  };
  for (const { kind, day: onset, days, amount } of person.events) {
    if (kind === 'flu' || kind === 'fever') consider({ kind, onset, days, severity: amount });
  }
  const lastBlock = Math.floor((day + RISE_DAYS) / BLOCK_DAYS);
  for (let block = Math.floor((day - LONGEST_DAYS) / BLOCK_DAYS); block <= lastBlock; block++) {
    const episode = episodeOf(person, block);
    if (episode) consider(episode);
  }
  return strongest;
}

function episodeOf({ chance, habits }: Person, block: number): Episode | null {
  if (chance.uniform('illness', block) >= (habits.illnessesPerYear * BLOCK_DAYS) / YEAR_DAYS) return null;
  const dice = chance.dice('illness course', block);
  const onset = block * BLOCK_DAYS + Math.floor(dice.next() * BLOCK_DAYS);
  const severity = clamp(0.95 + 0.22 * dice.normal(), 0.6, 1.4);
  return dice.next() < FEVER_SHARE ? { kind: 'fever', onset, days: 3, severity } : { kind: 'flu', onset, days: 7, severity };
}

/** 0 to 1: rises from two days before symptoms, lasts, and fades with 3 days in an ordinary flu. */
function courseOf({ kind, days }: Episode, day: number): number {
  if (day < -RISE_DAYS) return 0;
  if (day <= 0) return RISE[day + RISE_DAYS] as number;
  const lastFullDay = kind === 'fever' ? days - 1 : 2;
  const fadingDays = kind === 'fever' ? 0.8 : (3 * days) / 7;
  return day <= lastFullDay ? 1 : Math.exp((lastFullDay - day) / fadingDays);
}
