import { uuidFromBytes } from '../../lib/ids.js';
import type { Chance } from '../chance.js';

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Far beyond the years 1000 and 3000, but within what a date can hold. */
const DAY_LIMIT = 400_000;

/** Ids that look random, but carry their local day. */
export interface DatedIds {
  /** The id of the document at `place` (0, 1 …) among those of a collection on a day. */
  idOf(collectionName: string, day: number, place: number): string;
  /** The day inside an id, or null where this person made no such id. */
  dayOf(id: string): number | null;
}

/** Builds the ids of one person: the last 12 hex digits are a check and the day, both hidden by the first 8. */
export function createDatedIds(chance: Chance): DatedIds {
  const checkOf = (first: number) => chance.bits('id check', first) & 0xffff;
  const maskOf = (first: number) => chance.bits('id mask', first);
  return {
    idOf: (collectionName, day, place) => {
      const stream = `id ${collectionName} ${place}`;
      const first = chance.bits(stream, day);
      const bytes = Buffer.allocUnsafe(16);
      bytes.writeUInt32BE(first, 0);
      bytes.writeUInt32BE(chance.bits(`${stream} b`, day), 4);
      bytes.writeUInt16BE(chance.bits(`${stream} c`, day) & 0xffff, 8);
      bytes.writeUInt16BE(checkOf(first), 10);
      bytes.writeUInt32BE((day ^ maskOf(first)) >>> 0, 12);
      return uuidFromBytes(bytes);
    },
    dayOf: (id) => {
      if (!UUID_V4.test(id)) return null;
      const first = Number.parseInt(id.slice(0, 8), 16);
      if (Number.parseInt(id.slice(24, 28), 16) !== checkOf(first)) return null;
      const day = Number.parseInt(id.slice(28), 16) ^ maskOf(first);
      return Math.abs(day) <= DAY_LIMIT ? day : null;
    },
  };
}
