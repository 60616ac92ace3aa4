/** Repeatable chance by counter: the same seed, stream and day give the same numbers, in whatever order they are asked. */
export interface Chance {
  /** 32 random bits as an unsigned number. */
  bits(stream: string, day: number): number;
  /** From 0 up to but not including 1. */
  uniform(stream: string, day: number): number;
  /** Bell-shaped around 0 with standard deviation 1, never beyond ±3. */
  normal(stream: string, day: number): number;
  /** A slow wave around 0 that turns about every `spanDays`; standard deviation about 0.85. */
  drift(stream: string, day: number, spanDays: number): number;
  /** Many numbers for one stream of one day. */
  dice(stream: string, day: number): Dice;
}

/** A sequence of random numbers. */
export interface Dice {
  /** From 0 up to but not including 1. */
  next(): number;
  /** Bell-shaped around 0 with standard deviation 1, never beyond ±3. */
  normal(): number;
  between(low: number, high: number): number;
}

const WARM_UP_ROUNDS = 12;

/** Builds the chance of one person. */
export function createChance(seed: string): Chance {
  const low = hashText(seed, 0x811c9dc5);
  const high = hashText(seed, 0x6a09e667);
  const bits = (stream: string, day: number) => mixed(hashText(stream, low) ^ mixed(high + Math.imul(day, 0x9e3779b9))) >>> 0;
  const normal = (stream: string, day: number) => bellOf(bits(stream, day));
  return {
    bits,
    uniform: (stream, day) => bits(stream, day) / 2 ** 32,
    normal,
    drift: (stream, day, spanDays) => {
      const node = Math.floor(day / spanDays);
      const part = day / spanDays - node;
      const weight = part * part * (3 - 2 * part);
      return normal(stream, node) * (1 - weight) + normal(stream, node + 1) * weight;
    },
    dice: (stream, day) => createDice(bits(stream, day), low ^ day, high),
  };
}

// Chris Doty-Humphrey's sfc32.
function createDice(first: number, second: number, third: number): Dice {
  let [a, b, c, counter] = [first | 0, second | 0, third | 0, 1];
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < WARM_UP_ROUNDS; i++) draw();
  const next = () => draw() / 2 ** 32;
  return { next, normal: () => bellOf(draw()), between: (low, high) => low + (high - low) * next() };
}

// The sum of three uniform numbers of ten bits each: no logarithm, hence the same on every machine.
function bellOf(bits: number): number {
  return (((bits & 1023) + ((bits >>> 10) & 1023) + ((bits >>> 20) & 1023)) / 1023) * 2 - 3;
}

// FNV-1a.
function hashText(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

// The finalizer of MurmurHash3.
function mixed(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
