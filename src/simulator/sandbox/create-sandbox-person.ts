import type { Body, SeriesCollection } from '../../collections/define.js';
import { emptyRows, type SeriesRows, sliceRows } from '../../collections/series-rows.js';
import { batteryRows } from '../../derive/battery-rows.js';
import { documentMakers } from '../../derive/document-makers.js';
import { heartrateRows } from '../../derive/heartrate-rows.js';
import { interbeatRows } from '../../derive/interbeat-rows.js';
import { DAY_MS, dayNumber } from '../../lib/dates.js';
import type { LifeEvent } from '../events.js';
import { type PersonSpec, wearerOf } from '../service/person-spec.js';
import { EVERYTHING } from '../wearer/knowledge.js';
import type { Wearer } from '../wearer/wearer.js';
import { createDatedIds } from './dated-ids.js';
import { createDayArchive } from './day-archive.js';

/** The person whose data the sandbox shows to everybody: the same documents for any dates, in whatever order they are asked for. */
export interface SandboxPerson {
  /** First and last local day with documents, days since 1970-01-01. */
  firstDay: number;
  lastDay: number;
  /** Documents with `id` and without `meta` of a local day, in time order; none for other words. */
  documents(collectionName: string, day: number): Body[];
  /** Rows of a series within a UTC day, in strictly ascending time. */
  rows(collection: SeriesCollection, utcDay: number): SeriesRows;
  /** The local day of a document of this person, from its id; null for any other text. */
  dayOfId(id: string): number | null;
}

const FIRST_DAY = dayNumber('1990-01-01') as number;
const LAST_DAY = dayNumber('2100-12-31') as number;

const event = (kind: LifeEvent['kind'], day: string, days = 1): LifeEvent => ({ kind, day: dayNumber(day) as number, days, amount: 1 });
const newRing = (day: string) => event('ring-change', day);
/** Each year a flu in February, and some days off in May, September and November: half a year has something of everything. */
const ofYear = (year: number) => [
  event('flu', `${year}-02-09`, 7),
  event('rest-mode', `${year}-02-10`, 4),
  ...['05-18', '09-15', '11-17'].map((date) => event('rest-mode', `${year}-${date}`, 2)),
];
const years = Array.from({ length: 111 }, (_, i) => 1990 + i);
/** Changing this changes what every sandbox caller sees. */
const spec: PersonSpec = {
  seed: 'circlet-sandbox-114',
  index: 0,
  persona: 'cycle',
  zone: 'Europe/Helsinki',
  events: [...years.flatMap(ofYear), newRing('2018-04-20'), newRing('2022-01-14'), newRing('2024-11-02')],
  firstDay: FIRST_DAY,
  beats: false,
};

/** Makes up the sandbox's person. */
export function createSandboxPerson(): SandboxPerson {
  const wearer = wearerOf(spec);
  const wearerWithBeats = wearerOf({ ...spec, beats: true });
  const dayContext = createDayArchive(wearer);
  const ids = createDatedIds(wearer.person.chance);
  const newRingDays = [FIRST_DAY, ...spec.events.filter(({ kind }) => kind === 'ring-change').map(({ day }) => day)];
  const ringDays = new Map(newRingDays.flatMap((day) => wearer.rings(day, day).map(({ key }) => [key, day])));
  const isRingDay = new Set(newRingDays);

  return {
    firstDay: FIRST_DAY,
    lastDay: LAST_DAY,
    dayOfId: ids.dayOf,
    documents(name, day) {
      const make = documentMakers[name];
      // Rings are asked for all at once, over more than a century.
      if (!make || (name === 'ring_configuration' && !isRingDay.has(day))) return [];
      return make(dayContext(day)).map(({ body }, place) => {
        const ringDay = ringDays.get(body.ring_id as string);
        const ring = ringDay === undefined ? {} : { ring_id: ids.idOf('ring_configuration', ringDay, 0) };
        return { id: ids.idOf(name, day, place), ...body, ...ring };
      });
    },
    rows(collection, utcDay) {
      const fromMs = utcDay * DAY_MS;
      return (
        rowMakers[collection.name]?.(collection.name === 'interbeat_interval' ? wearerWithBeats : wearer, fromMs) ?? emptyRows(collection)
      );
    },
  };
}

const rowMakers: Record<string, (wearer: Wearer, fromMs: number) => SeriesRows> = {
  heartrate: (wearer, fromMs) =>
    within(heartrateRows(sleepsAround(wearer, fromMs), wearer.pulses(fromMs - 1, fromMs + DAY_MS - 1)), fromMs),
  ring_battery_level: (wearer, fromMs) => batteryRows(wearer.battery(fromMs - 1, fromMs + DAY_MS - 1)),
  interbeat_interval: (wearer, fromMs) => {
    const all: SeriesRows = { times: [], columns: [[], []] };
    for (const { beats } of sleepsAround(wearer, fromMs)) if (beats) append(all, within(interbeatRows(beats), fromMs));
    return all;
  },
};

/** Periods in bed that can touch a UTC day. */
function sleepsAround(wearer: Wearer, fromMs: number) {
  const day = Math.floor(fromMs / DAY_MS);
  return [day - 1, day, day + 1, day + 2].flatMap((localDay) => wearer.recording(localDay, EVERYTHING).sleeps);
}

function within({ times, columns }: SeriesRows, fromMs: number): SeriesRows {
  const first = times.findIndex((ms) => ms >= fromMs);
  const last = times.findLastIndex((ms) => ms < fromMs + DAY_MS);
  return first < 0 ? { times: [], columns: columns.map(() => []) } : sliceRows({ times, columns }, first, last + 1);
}

function append(to: SeriesRows, from: SeriesRows): void {
  for (const time of from.times) to.times.push(time);
  from.columns.forEach((column, c) => {
    for (const value of column) (to.columns[c] as number[]).push(value);
  });
}
