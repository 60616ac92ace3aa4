import { damage } from './varint.js';

// Neighbours in a day of movement or a night of pulse are alike: what follows a number is mostly near it. Sorted by the number before, those that are
// likely for the same reason lie together, and deflate, whose codes are those of a stretch, finds fewer bits for them. Each is taken as following the
// one before it and the first as following the last; so as many follow a number as there are of it, and where they begin need not be told. Strands
// are unsorted beside each other, because a processor would wait for each number before it can look for the next.

const BYTES = 0x100;
const STRANDS = 4;

/** Bytes in the order of those before them, after the last one of each strand. None stay none. */
export function sortByPredecessor(bytes: Uint8Array): Buffer {
  if (bytes.length === 0) return Buffer.alloc(0);
  const length = Math.ceil(bytes.length / STRANDS);
  const sorted = Buffer.alloc(STRANDS + bytes.length);
  const places = placesOf(bytes);
  for (let strand = 0; strand < STRANDS; strand++) sorted[strand] = bytes[Math.min((strand + 1) * length, bytes.length) - 1] as number;
  for (let step = 0; step < length; step++) {
    for (let at = step; at < bytes.length; at += length) {
      const before = bytes[at === 0 ? bytes.length - 1 : at - 1] as number;
      const place = places[before] as number;
      places[before] = place + 1;
      sorted[STRANDS + place] = bytes[at] as number;
    }
  }
  return sorted;
}

/** The bytes that `sortByPredecessor` sorted. Throws where they are damaged and that can be told. */
export function unsortByPredecessor(stored: Uint8Array): Buffer {
  if (stored.length === 0) return Buffer.alloc(0);
  if (stored.length <= STRANDS) throw damage();
  const sorted = stored.subarray(STRANDS);
  const bytes = Buffer.allocUnsafe(sorted.length);
  const places = placesOf(sorted);
  const length = Math.ceil(bytes.length / STRANDS);
  let [a, b, c, d] = [stored[3], stored[0], stored[1], stored[2]] as [number, number, number, number];
  const next = (before: number): number => {
    const place = places[before] as number;
    places[before] = place + 1;
    return sorted[place] as number;
  };
  for (let step = 0; step < length; step++) {
    bytes[step] = a = next(a);
    if (step + length < bytes.length) bytes[step + length] = b = next(b);
    if (step + 2 * length < bytes.length) bytes[step + 2 * length] = c = next(c);
    if (step + 3 * length < bytes.length) bytes[step + 3 * length] = d = next(d);
  }
  if (stored[3] !== bytes[bytes.length - 1]) throw damage();
  return bytes;
}

/** Where those that follow each byte begin. */
function placesOf(bytes: Uint8Array): Int32Array {
  const places = new Int32Array(BYTES);
  // What is alike lies together: a count would wait for the one before.
  const others = new Int32Array(BYTES);
  for (let at = 0; at < bytes.length; at += 2) {
    const byte = bytes[at] as number;
    places[byte] = (places[byte] as number) + 1;
    if (at + 1 === bytes.length) break;
    const other = bytes[at + 1] as number;
    others[other] = (others[other] as number) + 1;
  }
  for (let byte = 0, place = 0; byte < BYTES; byte++) {
    const count = (places[byte] as number) + (others[byte] as number);
    places[byte] = place;
    place += count;
  }
  return places;
}
