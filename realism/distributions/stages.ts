import { createHistogram } from '../histogram.js';
import { type Distribution, part } from './distribution.js';

const [DEEP, REM, LIGHT, WAKE] = ['1', '3', '2', '4'];
// Counts a wearer's published nights of 2023 as 4.7 episodes 85 minutes apart (n = 198).
const LEAST_MINUTES_BETWEEN_EPISODES = 25;

/** D-11 to D-13: stages of sleep. */
export const stageDistributions: (() => Distribution)[] = [stageShares, remEpisodes, transitions];

function stageShares(): Distribution {
  // By stage digit; by stage and third of the time in bed.
  const seconds = [0, 0, 0, 0, 0];
  const thirds = [seconds, seconds, seconds].map(() => [0, 0, 0, 0, 0]);
  return {
    id: 'D-11',
    text: 'stages as shares of total sleep, and by thirds of the night',
    add: ({ nights }) => {
      for (const { document } of nights) {
        const phases = document.sleep_phase_30_sec ?? document.sleep_phase_5_min ?? '';
        for (let i = 0; i < phases.length; i++) {
          const stage = phases.charCodeAt(i) - 48;
          const counts = thirds[Math.floor((3 * i) / phases.length)] as number[];
          counts[stage] = (counts[stage] as number) + 1 / phases.length;
        }
        const { deep_sleep_duration: deep, light_sleep_duration: light, rem_sleep_duration: rem } = document;
        [0, deep, light, rem].forEach((amount, stage) => {
          (seconds[stage] as number) += amount ?? 0;
        });
      }
    },
    parts: () => {
      const all = seconds.reduce((sum, amount) => sum + amount, 0);
      const share = (stage: number) => (100 * (seconds[stage] as number)) / all;
      const ratio = (stage: number, one: number, other: number) => (thirds[one]?.[stage] as number) / (thirds[other]?.[stage] as number);
      return [
        part('deep, %', share(1), 15, 27),
        part('light, %', share(2), 50, 62),
        part('REM, %', share(3), 18, 26),
        part('deep, first third / last', ratio(1, 0, 2), 2, 100),
        part('REM, last third / first', ratio(3, 2, 0), 1.8, 100),
      ];
    },
  };
}

function remEpisodes(): Distribution {
  const between = createHistogram(0, 400, 5);
  const latencies = createHistogram(0, 400, 5);
  const counts = createHistogram(0, 20, 1);
  return {
    id: 'D-12',
    text: `REM episodes by 5-minute phases, ${LEAST_MINUTES_BETWEEN_EPISODES} min apart or more`,
    add: ({ nights }) => {
      for (const { document } of nights) {
        const phases = document.sleep_phase_5_min ?? '';
        const onset = phases.search(/[123]/);
        const starts: number[] = [];
        let last = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < phases.length; i++) {
          if (phases[i] !== REM) continue;
          if ((i - last - 1) * 5 >= LEAST_MINUTES_BETWEEN_EPISODES) starts.push(i);
          last = i;
        }
        counts.add(starts.length);
        if (starts.length > 0) latencies.add(((starts[0] as number) - onset) * 5);
        for (let i = 1; i < starts.length; i++) between.add(((starts[i] as number) - (starts[i - 1] as number)) * 5);
      }
    },
    parts: () => [
      part('from one to the next, median, min', between.quantile(0.5), 80, 100),
      part('episodes, mean', counts.mean(), 3.5, 5.5),
      part('after falling asleep, median, min', latencies.quantile(0.5), 70, 130),
    ],
  };
}

function transitions(): Distribution {
  const stays: Record<string, number> = {};
  const all: Record<string, number> = {};
  return {
    id: 'D-13',
    text: 'share of 5-minute phases followed by the same',
    add: ({ nights }) => {
      for (const { document } of nights) {
        const phases = document.sleep_phase_5_min ?? '';
        for (let i = 1; i < phases.length; i++) {
          const phase = phases[i - 1] as string;
          all[phase] = (all[phase] ?? 0) + 1;
          if (phases[i] === phase) stays[phase] = (stays[phase] ?? 0) + 1;
        }
      }
    },
    parts: () => {
      const share = (phase: string) => (stays[phase] ?? 0) / (all[phase] ?? Number.NaN);
      return [
        part('deep', share(DEEP as string), 0.6, 0.75),
        part('light', share(LIGHT as string), 0.7, 0.78),
        part('REM', share(REM as string), 0.6, 0.76),
        part('awake', share(WAKE as string), 0.5, 0.68),
      ];
    },
  };
}
