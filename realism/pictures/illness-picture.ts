import { dayText } from '../../src/lib/dates.js';
import type { HistoryView } from '../view.js';
import { boundsOf, createPanel, labelsBelow } from './panel.js';
import { box, COLOURS, dot, line, svg, text } from './svg.js';

const [DAYS_BEFORE, DAYS] = [7, 20];

/** Twenty days around the onset of an illness: nights and days of one person. */
export function drawIllness({ mains, readinessOn, activityOn }: HistoryView, onset: number): string {
  const days = Array.from({ length: DAYS }, (_, i) => onset - DAYS_BEFORE + i);
  const rows: [name: string, colour: string, least: number, values: (number | null)[]][] = [
    ['lowest HR, bpm', COLOURS.orange, 8, days.map((day) => mains.get(day)?.document.lowest_heart_rate ?? null)],
    ['RMSSD, ms', COLOURS.blue, 20, days.map((day) => mains.get(day)?.document.average_hrv ?? null)],
    ['temperature, ±°C', COLOURS.purple, 1, days.map((day) => readinessOn.get(day)?.temperature_deviation ?? null)],
    ['readiness', COLOURS.ink, 20, days.map((day) => readinessOn.get(day)?.score ?? null)],
    ['1000 steps', COLOURS.soft, 4, days.map((day) => thousands(activityOn.get(day)?.document.steps))],
  ];
  const xs = [-DAYS_BEFORE - 0.5, DAYS - DAYS_BEFORE - 0.5] as const;
  const panels = rows.map(([name, colour, least, values], i) => {
    const panel = createPanel({ top: 60 + i * 120, height: 96, xs, ys: boundsOf(values, least), name });
    const points = values.map((value, at) => [panel.x(at - DAYS_BEFORE), value === null ? null : panel.y(value)] as const);
    const dots = points.map(([x, y]) => (y === null ? '' : dot(x, y, 3, colour))).filter(Boolean);
    return { panel, marks: [...panel.axes, line(points, colour, 2), ...dots] };
  });
  const { panel: last } = panels[panels.length - 1] as (typeof panels)[number];
  const labels = days.map((day) => [day - onset, day === onset ? '0' : `${day - onset}`.replace('-', '−')] as const);
  return svg(700, 'An illness: twenty days around its onset', [
    box(last.x(-0.5), 44, last.x(0.5) - last.x(-0.5), last.bottom - 44, COLOURS.band),
    text(last.x(0), 56, 'onset', { anchor: 'middle', colour: COLOURS.soft }),
    ...panels.flatMap(({ marks }) => marks),
    ...labelsBelow(last, labels, `days from onset (${dayText(onset)})`),
  ]);
}

const thousands = (steps: number | undefined) => (steps === undefined ? null : steps / 1000);
