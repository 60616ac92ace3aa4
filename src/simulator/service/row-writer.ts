import type { SeriesCollection } from '../../collections/define.js';
import { heartrate } from '../../collections/heartrate.js';
import { interbeatInterval } from '../../collections/interbeat-interval.js';
import { ringBatteryLevel } from '../../collections/ring-battery-level.js';
import { emptyRows, joinRows, type SeriesRows, sliceRows } from '../../collections/series-rows.js';
import { batteryRows } from '../../derive/battery-rows.js';
import { heartrateRows } from '../../derive/heartrate-rows.js';
import { interbeatRows } from '../../derive/interbeat-rows.js';
import type { Beats, Pulses, SleepRecording } from '../../derive/recordings.js';
import type { LedgerTransaction, Owner } from '../../ledger/ledger.js';
import { DAY_MS, utcDay } from '../../lib/dates.js';
import type { Knowledge } from '../wearer/knowledge.js';
import type { Wearer } from '../wearer/wearer.js';

/** Writes the rows of all series that become known while a wearer is followed. */
export interface RowWriter {
  /** Takes what has become known since the last time, while the days it lies on are still remembered. */
  follow(known: Knowledge): Promise<void>;
  /** Writes what has been taken. */
  finish(): Promise<void>;
}

/** Begins with what becomes known after `start`. */
export function createRowWriter(to: LedgerTransaction, owner: Owner, wearer: Wearer, start: Knowledge): RowWriter {
  const sleeps: SleepRecording[] = [];
  const pulses: Pulses = { times: [], bpms: [], modes: [] };
  /** Beats of the last UTC day: the next night may add to it, and a day of beats takes long to pack. */
  let lastBeats = emptyRows(interbeatInterval);
  let followed = start;
  const put = async (collection: SeriesCollection, rows: SeriesRows) => {
    if (rows.times.length > 0) await to.putRows(owner, collection, rows);
  };
  const putBeats = async (beats: Beats) => {
    const rows = joinRows(lastBeats, interbeatRows(beats));
    const { length } = rows.times;
    const dayMs = utcDay(rows.times[length - 1] as number) * DAY_MS;
    const from = rows.times.findIndex((ms) => ms >= dayMs);
    await put(interbeatInterval, sliceRows(rows, 0, from));
    lastBeats = sliceRows(rows, from, length);
  };
  return {
    async follow(known) {
      for (const sleep of wearer.newSleeps(followed, known)) {
        if (sleep.beats && sleep.beats.times.length > 0) await putBeats(sleep.beats);
        // A month of beats would fill the memory.
        sleeps.push({ ...sleep, beats: null });
      }
      const { times, bpms, modes } = wearer.pulses(followed.atMs, known.atMs);
      for (let i = 0; i < times.length; i++) {
        pulses.times.push(times[i] as number);
        pulses.bpms.push(bpms[i] as number);
        pulses.modes.push(modes[i] as Pulses['modes'][number]);
      }
      followed = known;
    },
    async finish() {
      await put(interbeatInterval, lastBeats);
      await put(heartrate, heartrateRows(sleeps, pulses));
      await put(ringBatteryLevel, batteryRows(wearer.battery(start.atMs, followed.atMs)));
    },
  };
}
