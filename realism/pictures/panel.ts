import { COLOURS, line, text } from './svg.js';

/** A field with axes: what lies between `left` and `right`, `top` and `bottom` of the picture. */
export interface Panel {
  x(value: number): number;
  y(value: number): number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Grid, labels and name of the vertical axis. */
  axes: string[];
}

interface PanelOptions {
  top: number;
  height: number;
  xs: readonly [number, number];
  ys: readonly [number, number];
  /** Name of the vertical axis, with its unit. */
  name: string;
  /** Where horizontal lines are drawn and labelled; of themselves at round numbers. */
  ticks?: readonly (readonly [value: number, label: string])[];
}

const [LEFT, RIGHT] = [84, 880];

/** Lays out a panel over the width of the picture. */
export function createPanel({ top, height, xs, ys, name, ticks = roundTicks(ys) }: PanelOptions): Panel {
  const bottom = top + height;
  const x = (value: number) => LEFT + ((RIGHT - LEFT) * (value - xs[0])) / (xs[1] - xs[0]);
  const y = (value: number) => bottom - (height * (value - ys[0])) / (ys[1] - ys[0]);
  const axes = [
    text(18, top + height / 2, name, { anchor: 'middle', turn: true }),
    ...ticks.flatMap(([value, label]) => [
      line(
        [
          [LEFT, y(value)],
          [RIGHT, y(value)],
        ],
        COLOURS.grid,
        1,
      ),
      text(LEFT - 8, y(value) + 4, label, { anchor: 'end', colour: COLOURS.soft }),
    ]),
  ];
  return { x, y, left: LEFT, right: RIGHT, top, bottom, axes };
}

/** Labels below a panel. */
export function labelsBelow({ x, bottom }: Panel, labels: readonly (readonly [value: number, label: string])[], name: string): string[] {
  const words = labels.map(([value, label]) => text(x(value), bottom + 18, label, { anchor: 'middle', colour: COLOURS.soft }));
  return [...words, text((LEFT + RIGHT) / 2, bottom + 38, name, { anchor: 'middle' })];
}

/** Bounds around values with a little room, null ones left out. */
export function boundsOf(values: readonly (number | null)[], least = 1): [number, number] {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (known.length === 0) return [0, least];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = Math.max(0.06 * (high - low), (least - (high - low)) / 2, 0);
  return [low - room, high + room];
}

function roundTicks([low, high]: readonly [number, number]): [number, string][] {
  const raw = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((factor) => factor * power >= 0.8 * raw) ?? 10) * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const ticks: [number, string][] = [];
  for (let n = Math.ceil(low / step); n * step <= high; n++) ticks.push([n * step, (n * step).toFixed(digits).replace('-', '−')]);
  return ticks;
}
