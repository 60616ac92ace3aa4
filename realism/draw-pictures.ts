import type { SimulatedHistory } from './history.js';
import { drawIllness } from './pictures/illness-picture.js';
import { drawNight } from './pictures/night-picture.js';
import { drawPopulation, type PopulationPoint } from './pictures/population-picture.js';
import { drawYear } from './pictures/year-picture.js';
import { median } from './statistics.js';
import { type HistoryView, viewHistory } from './view.js';

/** A picture with its file name and what it shows. */
export interface Picture {
  name: string;
  caption: string;
  svg: string;
}

/** All pictures of the page; those of one person are of `history`. */
export function drawPictures(history: SimulatedHistory, points: readonly PopulationPoint[]): Picture[] {
  const view = viewHistory(history);
  const night = ordinaryNight(view);
  const onset = onsetOf(view);
  const pictures: (Picture | null | undefined)[] = [
    night && { name: 'night', caption: 'A night: stages, heart rate, variability, movement', svg: drawNight(night.document) },
    onset === null ? null : { name: 'illness', caption: 'Twenty days around the onset of an illness', svg: drawIllness(view, onset) },
    { name: 'year', caption: 'Lowest heart rate of all nights of a person', svg: drawYear(view) },
    { name: 'population', caption: 'Heart rate variability of all people by age', svg: drawPopulation(points) },
  ];
  return pictures.filter((picture) => picture !== null && picture !== undefined);
}

/** The night whose total sleep is nearest to the person's median. */
function ordinaryNight({ mains }: HistoryView) {
  const asleep = (period: { document: { total_sleep_duration: number | null } }) => period.document.total_sleep_duration ?? 0;
  const nights = [...mains.values()].filter(({ document }) => document.heart_rate !== null);
  const usual = median(nights.map(asleep));
  return nights.sort((a, b) => Math.abs(asleep(a) - usual) - Math.abs(asleep(b) - usual))[0];
}

/** The onset with most of its days on record. */
function onsetOf({ history, mains }: HistoryView): number | null {
  const onsets = history.truth.filter(({ state }) => state.illness > 0 && state.daysSinceOnset === 0).map(({ day }) => day);
  const recorded = (onset: number) => Array.from({ length: 20 }, (_, i) => onset - 7 + i).filter((day) => mains.has(day)).length;
  return onsets.sort((a, b) => recorded(b) - recorded(a))[0] ?? null;
}
