import type { SleepDocument } from '../documents.js';
import { wallMs } from '../local-time.js';
import { boundsOf, createPanel, labelsBelow } from './panel.js';
import { box, COLOURS, line, svg } from './svg.js';

// Heights of the stage digits 1 to 4 in the hypnogram.
const heights = [Number.NaN, 0, 1, 2, 3];
const HOUR_MS = 3_600_000;
const movementColours = ['', '', '#afb8c1', COLOURS.orange, COLOURS.ink];

/** One period in bed: hypnogram, heart rate, variability and movement, as its document has them. */
export function drawNight(sleep: SleepDocument): string {
  const startMs = wallMs(sleep.bedtime_start);
  const endMs = startMs + sleep.time_in_bed * 1000;
  const xs = [startMs, endMs] as const;
  const stages = createPanel({
    ...{ top: 48, height: 130, xs, ys: [-0.3, 3.3], name: 'stage' },
    ticks: [
      [3, 'awake'],
      [2, 'REM'],
      [1, 'light'],
      [0, 'deep'],
    ],
  });
  const heart = createPanel({ top: 208, height: 130, xs, ys: boundsOf(sleep.heart_rate?.items ?? [], 8), name: 'heart rate, bpm' });
  const hrv = createPanel({ top: 368, height: 130, xs, ys: boundsOf(sleep.hrv?.items ?? [], 20), name: 'RMSSD, ms' });
  const movement = createPanel({
    ...{ top: 528, height: 60, xs, ys: [1, 4], name: 'moving' },
    ticks: [
      [4, 'active'],
      [1, 'still'],
    ],
  });
  const phases = [...(sleep.sleep_phase_30_sec ?? '')].map((digit) => heights[Number(digit)] as number);
  const steps = phases.flatMap((height, i) => [
    [stages.x(startMs + i * 30_000), stages.y(height)] as const,
    [stages.x(startMs + (i + 1) * 30_000), stages.y(height)] as const,
  ]);
  const rem = phases.map((height, i) =>
    height === 2 ? box(stages.x(startMs + i * 30_000), stages.y(2) - 3, stages.x(30_000) - stages.x(0) + 0.2, 6, COLOURS.purple) : '',
  );
  const curve = (panel: typeof heart, items: readonly (number | null)[], colour: string) =>
    line(
      items.map((value, i) => [panel.x(Math.min(endMs, startMs + (i + 0.5) * 300_000)), value === null ? null : panel.y(value)]),
      colour,
      2,
    );
  const moves = [...(sleep.movement_30_sec ?? '')].map((digit, i) =>
    digit === '1'
      ? ''
      : box(
          movement.x(startMs + i * 30_000),
          movement.y(Number(digit)),
          1,
          movement.bottom - movement.y(Number(digit)),
          movementColours[Number(digit)] as string,
        ),
  );
  const hours: [number, string][] = [];
  for (let ms = Math.ceil(startMs / HOUR_MS) * HOUR_MS; ms <= endMs; ms += HOUR_MS)
    hours.push([ms, new Date(ms).toISOString().slice(11, 16)]);
  return svg(640, `A night: ${sleep.day}, ${hoursText(sleep.total_sleep_duration)} asleep, lowest ${sleep.lowest_heart_rate} bpm`, [
    ...[stages, heart, hrv, movement].flatMap(({ axes }) => axes),
    line(steps, COLOURS.ink, 1.4),
    ...rem.filter(Boolean),
    curve(heart, sleep.heart_rate?.items ?? [], COLOURS.orange),
    curve(hrv, sleep.hrv?.items ?? [], COLOURS.blue),
    ...moves.filter(Boolean),
    ...labelsBelow(movement, hours, 'local time'),
  ]);
}

const hoursText = (seconds: number | null) =>
  seconds === null ? '?' : `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
