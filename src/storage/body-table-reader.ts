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
  const view = new DataView(unpacked.buffer, unpacked.byteOffset, unpacked.length);
  const table = { unpacked, view, starts, runs: findRuns(unpacked, starts) };
  const places = findPlaces(unpacked, starts);
  if (places.length !== count) throw damage();
  return (n) => putTogether(table, places[n] as Place);
}

interface Table {
  unpacked: Buffer;
  view: DataView;
  starts: readonly number[];
  runs: readonly (StoredRun | undefined)[];
}

function putTogether({ unpacked, view, starts, runs }: Table, { frame, gaps, firstValue, step }: Place): Buffer {
  let from = starts[frame] as number;
  const to = (starts[frame + 1] as number) - 1;
  let most = to - from;
  for (let c = 0, line = firstValue; c < gaps.length; c++, line += step) {
    const run = runs[line];
    most += run ? spelledLength(run.kind, run.count) : (starts[line + 1] as number) - (starts[line] as number);
  }
  const room = roomFor(most);
  const start = taken;
  let length = start;
  for (let c = 0, line = firstValue; c < gaps.length; c++, line += step) {
    const gap = gaps[c] as number;
    length = copy(view, from, gap, room.view, length);
    from = gap + 1;
    const run = runs[line];
    length = run
      ? spellRun(run.kind, unpacked, run.from, run.count, room.view, length)
      : copy(view, starts[line] as number, (starts[line + 1] as number) - 1, room.view, length);
  }
  taken = copy(view, from, to, room.view, length);
  return room.bytes.subarray(start, taken);
}

/** Copies what is too short for `set` to be worth its call. Returns where it ends. */
function copy(view: DataView, from: number, end: number, into: DataView, to: number): number {
  for (; from + 4 <= end; from += 4, to += 4) into.setInt32(to, view.getInt32(from, true), true);
  for (; from < end; from++, to++) into.setUint8(to, view.getUint8(from));
  return to;
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

/** Where a body lies: the line of its frame, the places there where values are missing, the line of the first, and how many further the next one is. */
interface Place {
  frame: number;
  gaps: readonly number[];
  firstValue: number;
  step: number;
}

function findPlaces(unpacked: Buffer, starts: readonly number[]): Place[] {
  const first = unpacked.toString('latin1', 0, (starts[1] as number) - 1);
  const numbers = first.split(' ').map(Number);
  const rows: number[] = [];
  const rowOf = numbers.map((no) => {
    const row = rows[no] ?? 0;
    rows[no] = row + 1;
    return row;
  });
  let line = 1 + rows.length;
  const frames = rows.map((step, no) => {
    const gaps = gapsIn(unpacked, starts[1 + no] as number, starts[2 + no] as number);
    const firstValue = line;
    line += gaps.length * step;
    return { frame: 1 + no, gaps, firstValue, step };
  });
  if (line !== starts.length - 1) throw damage();
  return numbers.map((no, n) => {
    const place = frames[no];
    if (!place) throw damage();
    return { ...place, firstValue: place.firstValue + (rowOf[n] as number) };
  });
}

function gapsIn(unpacked: Buffer, from: number, end: number): number[] {
  const gaps: number[] = [];
  for (let at = from; at < end; at++) if (unpacked[at] === GAP_BYTE) gaps.push(at);
  return gaps;
}
