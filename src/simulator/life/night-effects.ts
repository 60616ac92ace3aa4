import { clamp } from '../../derive/scores/rounding.js';
import type { Person } from '../person/person.js';
import { ILLNESS_EFFECTS, type Illness } from './illness.js';
import type { LatentState } from './life.js';
import type { TrainingState } from './training.js';

/** What moves a night away from an ordinary one. */
export interface NightCauses extends Pick<LatentState, 'season' | 'circadianPhase' | 'sleepDebt'> {
  training: TrainingState;
  illness: Illness | null;
  /** How luteal against the mean of a cycle; 0 without one. */
  luteal: number;
  /** Stress of the last days, 0 usual for the person. */
  stress: number;
  /** Grams per kg, of the evening before and of the one before that. */
  alcohol: number;
  earlierAlcohol: number;
  /** Hours after the usual time of going to bed. */
  lateHours: number;
  /** Whether the evening was one before a free day. */
  isOuting: boolean;
}

// Own estimates throughout, set so that nights vary as those of three wearers and of the published cohorts do.
// ln ms of RMSSD per beat per minute, where a cause acts on both.
const COUPLING = -0.034;
const LOWEST_HEART_RATE = 33;
const LARGEST_FALL = -12;
const LARGEST_RISE = 28;

/** What all causes together do to a night: one shift each of heart rate (beats per minute), ln RMSSD (ms), temperature (°C) and breath (per minute). */
export function nightEffects(
  { body, chance }: Person,
  day: number,
  causes: NightCauses,
): Pick<LatentState, 'heartRate' | 'lnRmssd' | 'temperature' | 'breath'> {
  const { circadianPhase, illness, lateHours, luteal, season, sleepDebt, stress, training } = causes;
  const noise = (stream: string, sudden: number, slow: number, days: number) =>
    sudden * chance.normal(stream, day) + slow * chance.drift(stream, day, days);
  const severity = illness?.severity ?? 0;
  const harm = ILLNESS_EFFECTS[illness?.kind ?? 'flu'];
  // How strongly this heart answers to what happens.
  const answer = Math.exp(0.36 * chance.normal('sensitivity', 0));
  const drunk = saturated(causes.alcohol);
  const alcoholic = answer ** 0.5 * (drunk + 0.15 * saturated(causes.earlierAlcohol));

  const burden = 0.8 * stress + 2.4 * training.strain + 0.6 * lateHours + 0.4 * sleepDebt + 0.12 * Math.abs(circadianPhase);
  const shared = answer * (noise('heart', 2, 1.8, 9) + burden + (causes.isOuting ? 0.4 : 0)) + training.fatigue - training.fitness;
  const common = shared + (Math.abs(body.seasonalHeartRate) / 2) * season + 2.4 * luteal;
  const heartRate = common + 10 * alcoholic + harm.heartRate * severity;
  const lnRmssd = COUPLING * common + answer ** 0.5 * noise('rmssd', 0.11, 0.09, 10) - 0.42 * alcoholic + harm.lnRmssd * severity;
  const breathing = Math.exp(0.2 * chance.normal('breathing', 0)) * noise('breath', 0.3, 0.25, 12);
  return {
    heartRate: clamp(heartRate, Math.max(LARGEST_FALL, LOWEST_HEART_RATE - body.lowestHeartRate), LARGEST_RISE),
    lnRmssd: clamp(lnRmssd, -1.2, 0.8),
    temperature: noise('temperature', 0.162, 0.05, 8) + 0.34 * luteal + 0.2 * drunk + harm.temperature * severity,
    breath: breathing + 0.02 * common + 0.3 * drunk + 0.35 * luteal + harm.breath * severity,
  };
}

function saturated(dose: number): number {
  return 1 - Math.exp(-dose);
}
