import type { Dice } from '../chance.js';

const SLOW_WAVE_SECONDS = 13;
const SLOW_SHARE = 0.9;
const NOISE_SHARE = 0.35;
const MOST_BEATS = 1200;
const TURN = 2 * Math.PI;

/** Deviations of beat intervals from their mean in ms. */
export interface BeatWaves {
  /** The next `count`, with mean 0 and RMSSD `rmssd` in ms, around intervals of `meanMs`; valid until the next call. */
  fill(count: number, meanMs: number, rmssd: number, breathsPerMinute: number): Float64Array;
}

/** Intervals that swing with breathing, which speeds the heart up and slows it down, with slow waves of blood pressure, and by chance. */
export function beatWaves(dice: Dice): BeatWaves {
  const waves = new Float64Array(MOST_BEATS);
  // Sine and cosine of either wave: turned by a fixed angle per beat, they need no trigonometry per beat.
  const turned = [0, 1, 0, SLOW_SHARE] as [number, number, number, number];
  return {
    fill(count, meanMs, rmssd, breathsPerMinute) {
      const breathAngle = (TURN * breathsPerMinute * meanMs) / 60_000;
      const slowAngle = (TURN * meanMs) / (SLOW_WAVE_SECONDS * 1000);
      const [a, b, c, d] = [Math.cos(breathAngle), Math.sin(breathAngle), Math.cos(slowAngle), Math.sin(slowAngle)];
      let [breathSin, breathCos, slowSin, slowCos] = turned;
      let sum = 0;
      let squares = 0;
      let last = 0;
      for (let i = 0; i < count; i++) {
        const nextBreathSin = breathSin * a + breathCos * b;
        breathCos = breathCos * a - breathSin * b;
        breathSin = nextBreathSin;
        const nextSlowSin = slowSin * c + slowCos * d;
        slowCos = slowCos * c - slowSin * d;
        slowSin = nextSlowSin;
        const wave = breathSin + slowSin + NOISE_SHARE * dice.normal();
        if (i > 0) squares += (wave - last) ** 2;
        sum += wave;
        last = wave;
        waves[i] = wave;
      }
      turned.splice(0, 4, breathSin, breathCos, slowSin, slowCos);
      const scale = squares > 0 ? rmssd / Math.sqrt(squares / (count - 1)) : 0;
      const mean = sum / count;
      for (let i = 0; i < count; i++) waves[i] = scale * ((waves[i] as number) - mean);
      return waves;
    },
  };
}
