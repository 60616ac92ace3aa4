import { dayText } from '../../src/lib/dates.js';
import { isWeekend } from '../distributions/week.js';
import { mean } from '../statistics.js';
import type { HistoryView } from '../view.js';
import { boundsOf, createPanel, labelsBelow } from './panel.js';
import { box, COLOURS, dot, line, svg, text } from './svg.js';

const MEAN_DAYS = 14;
const [ILLNESS, JOURNEY] = ['#ffd8d3', '#d7e8ff'];

/** Lowest heart rate of all nights of a history, with the mean around each day; weekends, illness and journeys marked. */
export function drawYear({ history, mains }: HistoryView): string {
  const days = Array.from({ length: history.lastDay - history.firstDay + 1 }, (_, i) => history.firstDay + i);
  const rates = days.map((day) => mains.get(day)?.document.lowest_heart_rate ?? null);
  const panel = createPanel({
    ...{ top: 80, height: 300, xs: [history.firstDay, history.lastDay + 1], ys: boundsOf(rates, 10) },
    name: 'lowest heart rate of the night, bpm',
  });
  const width = panel.x(1) - panel.x(0);
  const marked = (colour: string, isMarked: (day: HistoryView['history']['truth'][number]) => boolean) =>
    history.truth.filter(isMarked).map(({ day }) => box(panel.x(day), panel.top, width + 0.3, panel.bottom - panel.top, colour));
  const dots = days.map((day, i) => {
    const rate = rates[i] ?? null;
    return rate === null ? '' : dot(panel.x(day + 0.5), panel.y(rate), 2.2, isWeekend(day) ? COLOURS.orange : COLOURS.soft, 0.75);
  });
  const means = days.map((day, i) => {
    const around = rates.slice(Math.max(0, i - MEAN_DAYS / 2), i + MEAN_DAYS / 2).filter((rate) => rate !== null);
    return [panel.x(day + 0.5), around.length > 0 ? panel.y(mean(around)) : null] as const;
  });
  const firsts = days.filter((day) => dayText(day).endsWith('-01'));
  return svg(450, `${days.length} nights of one person`, [
    ...marked(JOURNEY, ({ state, events }) => Math.abs(state.circadianPhase) >= 1 || events.includes('jet-lag')),
    ...marked(ILLNESS, ({ state }) => state.illness > 0.05),
    ...panel.axes,
    ...dots.filter(Boolean),
    line(means, COLOURS.blue, 2.5),
    ...legend(),
    ...labelsBelow(
      panel,
      firsts.map((day) => [day, dayText(day).slice(2, 7)]),
      'month',
    ),
  ]);
}

const legend = () => [
  ...[dot(92, 56, 4, COLOURS.soft), text(102, 60, 'night'), dot(162, 56, 4, COLOURS.orange), text(172, 60, 'after Friday or Saturday')],
  ...[box(346, 54, 24, 3, COLOURS.blue), text(376, 60, `mean of ${MEAN_DAYS} days`)],
  ...[box(504, 48, 16, 14, ILLNESS), text(526, 60, 'ill'), box(570, 48, 16, 14, JOURNEY), text(592, 60, 'inner clock an hour or more off')],
];
