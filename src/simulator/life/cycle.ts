import type { Person } from '../person/person.js';

const LUTEAL_DAYS = 14;
const JITTER_DAYS = 1.1;
// How luteal the first days of bleeding still are.
const FADING = [0.4, 0.12];

/** The day of the menstrual cycle from 0, and how luteal it is, 0 to 1; null without a cycle. Cycles differ by a day or two. */
export function cycleOn({ body, chance }: Person, day: number): { cycleDay: number; luteal: number } | null {
  if (!body.cycle) return null;
  const { lengthDays, anchorDay } = body.cycle;
  const startOf = (cycle: number) => anchorDay + Math.round(cycle * lengthDays + JITTER_DAYS * chance.normal('cycle', cycle));
  let cycle = Math.floor((day - anchorDay) / lengthDays) + 1;
  while (startOf(cycle) > day) cycle--;
  const cycleDay = day - startOf(cycle);
  const daysSinceOvulation = day - (startOf(cycle + 1) - LUTEAL_DAYS);
  const luteal = 1 / (1 + Math.exp(-1.7 * (daysSinceOvulation - 1)));
  return { cycleDay, luteal: cycleDay < FADING.length ? (FADING[cycleDay] as number) : luteal };
}
