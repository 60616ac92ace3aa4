import type { DocumentCollection } from '../src/collections/define.js';
import { findCollection } from '../src/collections/index.js';
import type { SeriesRows } from '../src/collections/series-rows.js';
import { batteryRows } from '../src/derive/battery-rows.js';
import { heartrateRows } from '../src/derive/heartrate-rows.js';
import { interbeatRows } from '../src/derive/interbeat-rows.js';
import { utcDateTime } from '../src/lib/dates.js';
import type { PersonaName } from '../src/simulator/person/personas.js';
import { documentIdOf } from '../src/simulator/service/chapter-writer.js';
import { firstDayOf, type PersonSpec, userIdOf, wearerOf } from '../src/simulator/service/person-spec.js';
import { type Chronicle, openChronicle } from '../src/simulator/wearer/chronicle.js';
import type { Wearer } from '../src/simulator/wearer/wearer.js';
import type { SimulatedHistory } from './history.js';

interface SimulationOptions {
  seed: string;
  index: number;
  days: number;
  /** The last of the days, since 1970-01-01. */
  endDay: number;
  beats: boolean;
  /** Default: drawn from the population. */
  persona?: PersonaName;
  zone?: string;
  events?: PersonSpec['events'];
}

/** Simulates a person and derives their documents, as a server would have them at the end of `endDay`. */
export function simulateHistory({ seed, index, days, endDay, beats, persona, zone, events = [] }: SimulationOptions): SimulatedHistory {
  const wanted = { seed, index, persona, zone, events, beats };
  const spec = { ...wanted, firstDay: firstDayOf(wanted, endDay - days + 1, endDay) };
  const wearer = wearerOf(spec);
  const { person, beginMs } = wearer;
  const untilMs = person.calendar.homeMs(endDay + 1, 0);
  const chronicle = openChronicle(wearer, Number.NEGATIVE_INFINITY);
  const documents = followTo(untilMs, wearer, chronicle, { id: userIdOf(spec), userNo: 0 });
  const { known } = chronicle;
  const nothing = { atMs: Number.NEGATIVE_INFINITY, analysedMs: Number.NEGATIVE_INFINITY };
  const sleeps = wearer.newSleeps(nothing, known);
  const truth = [];
  for (let day = spec.firstDay; day <= endDay; day++) {
    const { state, sleep } = wearer.truth(day);
    truth.push({ day, state, events: state.events, sleep });
  }
  return {
    ...{ index, persona: person.persona, zone: person.zone, profile: person.profile },
    ...{ firstDay: wearer.firstDay, lastDay: person.calendar.localDay(known.atMs), documents, truth },
    heartrate: heartrateRows(sleeps, wearer.pulses(beginMs - 1, known.atMs)),
    battery: batteryRows(wearer.battery(beginMs - 1, known.atMs)),
    beats: joined(sleeps.flatMap((sleep) => (sleep.beats ? [interbeatRows(sleep.beats)] : []))),
  };
}

/** The documents there are after the last synchronisation, by collection, in the order in which they are served. */
function followTo(untilMs: number, wearer: Wearer, chronicle: Chronicle, owner: { id: string; userNo: number }) {
  const stored = new Map<string, Map<string, { text: string; document: Record<string, unknown> }>>();
  const syncs = wearer.syncs(wearer.beginMs - 1, untilMs);
  for (const sync of syncs) {
    const before = chronicle.known;
    for (const { collection, key, body, version, updatedMs } of chronicle.step(sync, sync !== syncs.at(-1))) {
      const kept = stored.get(collection) ?? new Map();
      stored.set(collection, kept);
      const text = JSON.stringify(body);
      if (kept.get(key)?.text === text) continue;
      if (typeof body.ring_id === 'string') body.ring_id = documentIdOf(owner, 'ring_configuration', body.ring_id);
      const meta = { updated_at: utcDateTime(updatedMs), version };
      kept.set(key, { text, document: { id: documentIdOf(owner, collection, key), meta, ...body } });
    }
    for (const key of wearer.dismissedWorkouts(before, chronicle.known)) stored.get('workout')?.delete(key);
  }
  return new Map(
    [...stored].map(([name, kept]) => {
      const { instantOf } = findCollection(name) as DocumentCollection;
      return [name, [...kept.values()].map(({ document }) => document).sort((a, b) => instantOf(a) - instantOf(b))];
    }),
  );
}

function joined(parts: SeriesRows[]): SeriesRows {
  const all: SeriesRows = { times: [], columns: [[], []] };
  for (const { times, columns } of parts) {
    for (const time of times) all.times.push(time);
    columns.forEach((column, c) => {
      for (const value of column) (all.columns[c] as number[]).push(value);
    });
  }
  return all;
}
