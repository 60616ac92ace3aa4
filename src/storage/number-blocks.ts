import { difference, sum } from './exact-difference.js';
import { damage, type VarintReader, type VarintWriter } from './varint.js';

// A block is a head, the least number and then what each number has above it, in as few bits as the largest needs. The head tells how
// many bits, and whether the numbers are the values or the steps between them. Bits begin at the low end of a byte.
const BLOCK = 32;
const MOST_BITS = 32;
const STEPS = 0x40;
/** Head of a block of steps that are too far from each other: each is a varint. */
const WIDE = 0x7f;

/** Writes whole numbers, any safe ones, in blocks of 32. What varies little takes little, and what never changes a sixteenth of a byte. */
export function writeNumbers(writer: VarintWriter, values: readonly number[]): void {
  let before = 0;
  for (let from = 0; from < values.length; from += BLOCK) {
    const block = values.slice(from, from + BLOCK);
    const steps = new Array<number>(block.length);
    for (let i = 0; i < block.length; i++) {
      steps[i] = difference(before, block[i] as number);
      before = block[i] as number;
    }
    writeBlock(writer, block, steps);
  }
}

function writeBlock(writer: VarintWriter, block: readonly number[], steps: readonly number[]): void {
  const [least, spread] = extentOf(block);
  const [leastStep, stepSpread] = extentOf(steps);
  if (Math.min(spread, stepSpread) >= 2 ** MOST_BITS) {
    writer.byte(WIDE);
    for (const step of steps) writer.signed(step);
    return;
  }
  const areSteps = stepSpread < spread;
  const width = bitsOf(Math.min(spread, stepSpread));
  writer.byte(width | (areSteps ? STEPS : 0));
  writer.signed(areSteps ? leastStep : least);
  writeBits(writer, areSteps ? steps : block, areSteps ? leastStep : least, width);
}

function extentOf(numbers: readonly number[]): [least: number, spread: number] {
  let least = numbers[0] as number;
  let most = least;
  for (let i = 1; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (number < least) least = number;
    else if (number > most) most = number;
  }
  return [least, most - least];
}

const bitsOf = (spread: number) => (spread < 2 ** 31 ? 32 - Math.clz32(spread) : MOST_BITS);

function writeBits(writer: VarintWriter, numbers: readonly number[], least: number, width: number): void {
  let pending = 0;
  let bits = 0;
  for (let i = 0; i < numbers.length; i++) {
    pending += ((numbers[i] as number) - least) * 2 ** bits;
    for (bits += width; bits >= 8; bits -= 8) {
      writer.byte(pending % 0x100);
      pending = Math.floor(pending / 0x100);
    }
  }
  if (bits > 0) writer.byte(pending);
}

/** Reads what `writeNumbers` wrote. Throws where there are fewer bytes than that takes. */
export function readNumbers(reader: VarintReader, count: number): number[] {
  const values: number[] = new Array(count);
  let before = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(from + BLOCK, count);
    const head = reader.byte();
    if (head === WIDE) {
      for (let i = from; i < to; i++) values[i] = before = sum(before, reader.signed());
      continue;
    }
    const width = head & (STEPS - 1);
    if (width > MOST_BITS || head >= 2 * STEPS) throw damage();
    readBits(reader, values, from, to, reader.signed(), width);
    if (head >= STEPS) for (let i = from; i < to; i++) values[i] = before = sum(before, values[i] as number);
    else before = values[to - 1] as number;
  }
  return values;
}

function readBits(reader: VarintReader, into: number[], from: number, to: number, least: number, width: number): void {
  const bound = 2 ** width;
  let pending = 0;
  let bits = 0;
  for (let i = from; i < to; i++) {
    for (; bits < width; bits += 8) pending += reader.byte() * 2 ** bits;
    const number = pending % bound;
    into[i] = least + number;
    pending = (pending - number) / bound;
    bits -= width;
  }
}
