import { mean } from '../statistics.js';
import { type Distribution, part } from './distribution.js';

const doses: [name: string, from: number, to: number][] = [
  ['up to 0.25 g/kg', 0, 0.25],
  ['0.25 to 0.75 g/kg', 0.25, 0.75],
  ['above 0.75 g/kg', 0.75, Number.POSITIVE_INFINITY],
];

/** D-26: nights after alcohol against the same person's sober nights, by dose known from the truth. */
export function alcohol(): Distribution {
  const sums = doses.map(() => ({ nights: 0, rate: 0, lnHrv: 0 }));
  return {
    id: 'D-26',
    text: 'nights after alcohol, neither they nor the sober ones ill',
    add: ({ nights }) => {
      const well = nights.filter(({ truth, lowest }) => truth !== null && truth.state.illness === 0 && !Number.isNaN(lowest));
      const sober = well.filter(({ truth }) => truth?.state.alcohol === 0);
      const [rate, lnHrv] = [mean(sober.map((night) => night.lowest)), mean(sober.map((night) => night.lnHrv))];
      if (Number.isNaN(rate)) return;
      for (const night of well) {
        const dose = night.truth?.state.alcohol ?? 0;
        const sum = sums[doses.findIndex(([, from, to]) => dose > from && dose <= to)];
        if (!sum) continue;
        sum.nights++;
        sum.rate += night.lowest - rate;
        sum.lnHrv += night.lnHrv - lnHrv;
      }
    },
    parts: () => {
      const rates = sums.map(({ nights, rate }) => rate / nights);
      const hrvs = sums.map(({ nights, lnHrv }) => 100 * (Math.exp(lnHrv / nights) - 1));
      const rises = (values: number[]) => Math.min(...values.slice(1).map((value, i) => value - (values[i] as number)));
      return [
        ...doses.map(([name], i) => part(`lowest heart rate, ${name}, bpm`, rates[i] as number, 1, 10)),
        ...doses.map(([name], i) => part(`HRV, ${name}, %`, hrvs[i] as number, -35, -3)),
        part('least step between doses, bpm', rises(rates), 0, 10),
        part('least step between doses, % of HRV', rises(hrvs.map((value) => -value)), 0, 35),
      ];
    },
  };
}
