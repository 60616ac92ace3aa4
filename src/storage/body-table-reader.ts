import { GAP, inflateTable } from './body-table.js';
import { isRunKind, packedLength, type RunKind, spelledLength, spellRun } from './number-runs.js';
import { damage } from './varint.js';

const LINE_END = 10;
const GAP_BYTE = GAP.charCodeAt(0);
const ROOM_BYTES = 65_536;

/** Bodies that `packTable` packed; they are unpacked when the first is asked for. */
export class BodyTable {
  #bodyOf: ((n: number) => Buffer) | null = null;

  constructor(
    private readonly packed: Buffer,
    private readonly count: number,
  ) {}

  /** The UTF-8 of one. Throws where the table is damaged and that can be told. */
  body(n: number): Buffer {
    this.#bodyOf ??= openTable(inflateTable(this.packed), this.count);
    return this.#bodyOf(n);
  }
}

function openTable(unpacked: Buffer, count: number): (n: number) => Buffer {
  const starts = startsOfLines(unpacked, unpacked.indexOf(0));
  const table = { unpacked, starts, runs: findRuns(unpacked, starts) };
  const places = findPlaces(unpacked, starts);
  if (places.length !== count) throw damage();
  return (n) => putTogether(table, places[n] as Place);
}

interface Table {
  unpacked: Buffer;
  starts: readonly number[];
  runs: readonly (StoredRun | undefined)[];
}

/** One body. What is copied is short: a loop takes less than a call. */
function putTogether({ unpacked, starts, runs }: Table, { frame, firstValue, endValue, step }: Place): Buffer {
  let from = starts[frame] as number;
  const to = (starts[frame + 1] as number) - 1;
  let most = to - from;
  for (let line = firstValue; line < endValue; line += step) {
    const run = runs[line];
    most += run ? spelledLength(run.kind, run.count) : (starts[line + 1] as number) - (starts[line] as number);
  }
  const { bytes, view } = roomFor(most);
  const start = taken;
  let length = start;
  for (let line = firstValue; line < endValue; line += step) {
    for (let byte = unpacked[from] as number; byte !== GAP_BYTE; byte = unpacked[++from] as number) bytes[length++] = byte;
    from++;
    const run = runs[line];
    if (run) length = spellRun(run.kind, unpacked, run.from, run.count, view, length);
    else {
      const end = (starts[line + 1] as number) - 1;
      for (let at = starts[line] as number; at < end; at++) bytes[length++] = unpacked[at] as number;
    }
  }
  for (; from < to; from++) bytes[length++] = unpacked[from] as number;
  taken = length;
  return bytes.subarray(start, length);
}

/** Where bodies are put together one after the other: memory for each would cost as much as they do. */
let room = newRoom(0);
let taken = 0;

function newRoom(length: number) {
  const bytes = Buffer.allocUnsafeSlow(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

function roomFor(length: number): { bytes: Buffer; view: DataView } {
  if (room.bytes.length - taken < length) {
    room = newRoom(Math.max(length, ROOM_BYTES));
    taken = 0;
  }
  return room;
}

/** Where lines begin, and the zero behind them. */
function startsOfLines(unpacked: Buffer, end: number): number[] {
  if (end < 0 || unpacked[end - 1] !== LINE_END) throw damage();
  const starts = [0];
  for (let at = 0; at < end; at++) if (unpacked[at] === LINE_END) starts.push(at + 1);
  return starts;
}

interface StoredRun {
  kind: RunKind;
  count: number;
  /** Where its bytes begin. */
  from: number;
}

/** The runs by their line. */
function findRuns(unpacked: Buffer, starts: readonly number[]): (StoredRun | undefined)[] {
  const runs = new Array<StoredRun | undefined>(starts.length).fill(undefined);
  let from = (starts.at(-1) as number) + 1;
  for (let line = 0; line < starts.length - 1; line++) {
    const start = starts[line] as number;
    const kind = unpacked[start] as number;
    if (!isRunKind(kind)) continue;
    const count = Number(unpacked.toString('latin1', start + 1, (starts[line + 1] as number) - 1));
    if (!Number.isInteger(count)) throw damage();
    runs[line] = { kind, count, from };
    from += packedLength(kind, count);
  }
  if (from !== unpacked.length) throw damage();
  return runs;
}

/** Where a body lies: the line of its frame, the line of its first value, and every `step`th from there up to `endValue`. */
interface Place {
  frame: number;
  firstValue: number;
  endValue: number;
  step: number;
}

function findPlaces(unpacked: Buffer, starts: readonly number[]): Place[] {
  const numbers = unpacked
    .toString('latin1', 0, (starts[1] as number) - 1)
    .split(' ')
    .map(Number);
  const rows: number[] = [];
  const rowOf = numbers.map((no) => {
    const row = rows[no] ?? 0;
    rows[no] = row + 1;
    return row;
  });
  let line = 1 + rows.length;
  const firstOf = rows.map((count, no) => {
    const first = line;
    for (let at = starts[1 + no] as number; at < (starts[2 + no] as number); at++) if (unpacked[at] === GAP_BYTE) line += count;
    return { first, end: line };
  });
  if (line !== starts.length - 1) throw damage();
  return numbers.map((no, n) => {
    const { first, end } = firstOf[no] as { first: number; end: number };
    const row = rowOf[n] as number;
    return { frame: 1 + no, firstValue: first + row, endValue: end, step: rows[no] as number };
  });
}
