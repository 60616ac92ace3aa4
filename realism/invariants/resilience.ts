import { dayOf } from '../local-time.js';
import { documentsOf } from '../view.js';
import type { Invariant } from './invariant.js';

interface Resilience {
  day: string;
  contributors: Record<'sleep_recovery' | 'daytime_recovery' | 'stress', number>;
  level: string;
}

const levels = ['limited', 'adequate', 'solid', 'strong', 'exceptional'];
const LARGEST_STEP = 3;
const DAYS_BEFORE = 9;

/** I-37: resilience, points of 100. */
export const resilience: Invariant = {
  id: 'I-37',
  text: 'resilience contributors have one decimal and move at most 3 points a day; the level rises with their mean; absent before the tenth day',
  check: ({ history }, expect) => {
    const documents = documentsOf<Resilience>(history, 'daily_resilience');
    const meanOf = ({ contributors }: Resilience) => Object.values(contributors).reduce((sum, points) => sum + points, 0) / 3;
    const lows = levels.map((level) => Math.min(...documents.filter((document) => document.level === level).map(meanOf)));
    documents.forEach((document, i) => {
      const [day, before] = [dayOf(document), documents[i - 1]];
      const points = Object.entries(document.contributors) as [keyof Resilience['contributors'], number][];
      const fits = points.every(([key, value]) => {
        const isDecimal = value >= 0 && value <= 100 && Math.abs(value * 10 - Math.round(value * 10)) < 1e-6;
        return isDecimal && (!before || Math.abs(value - before.contributors[key]) <= LARGEST_STEP * (day - dayOf(before)) + 1e-9);
      });
      const rank = levels.indexOf(document.level);
      const isInOrder = rank >= 0 && lows.slice(rank + 1).every((low) => meanOf(document) < low);
      expect(
        fits && isInOrder && day >= history.firstDay + DAYS_BEFORE,
        () => `${document.day}: ${JSON.stringify(points)}, ${document.level}`,
      );
    });
  },
};
