import type { DocumentCollection, SeriesCollection } from '../../collections/define.js';
import { heartrate } from '../../collections/heartrate.js';
import { findCollection } from '../../collections/index.js';
import { interbeatInterval } from '../../collections/interbeat-interval.js';
import { ownDocument, type ReadDocument } from '../../collections/read-document.js';
import { ringBatteryLevel } from '../../collections/ring-battery-level.js';
import { batteryRows } from '../../derive/battery-rows.js';
import { heartrateRows } from '../../derive/heartrate-rows.js';
import { interbeatRows } from '../../derive/interbeat-rows.js';
import type { LedgerTransaction, Owner } from '../../ledger/ledger.js';
import { utcDateTime } from '../../lib/dates.js';
import { derivedUuid } from '../../lib/ids.js';
import type { ChronicleDocument } from '../wearer/chronicle.js';
import type { Knowledge } from '../wearer/knowledge.js';
import type { Wearer } from '../wearer/wearer.js';

/** The id of a document of a simulated user. */
export function documentIdOf(owner: Owner, collection: string, key: string): string {
  return derivedUuid(owner.id, collection, key);
}

/** Documents in the form of the ledger, by collection. */
export function readChapter(owner: Owner, documents: readonly ChronicleDocument[]): Map<DocumentCollection, ReadDocument[]> {
  const read = new Map<DocumentCollection, ReadDocument[]>();
  for (const { collection: name, key, body, version, updatedMs } of documents) {
    const collection = findCollection(name) as DocumentCollection;
    // Recordings name their ring by its key.
    if (typeof body.ring_id === 'string') body.ring_id = documentIdOf(owner, 'ring_configuration', body.ring_id);
    const meta = { updatedAt: utcDateTime(updatedMs), version };
    const document = { ...ownDocument(collection, body), id: documentIdOf(owner, name, key), meta };
    const others = read.get(collection);
    if (others) others.push(document);
    else read.set(collection, [document]);
  }
  return read;
}

/** Writes the rows of all series that became known between two states of knowledge. */
export async function writeRows(to: LedgerTransaction, owner: Owner, wearer: Wearer, before: Knowledge, known: Knowledge): Promise<void> {
  const sleeps = wearer.newSleeps(before, known);
  const put = async (collection: SeriesCollection, rows: Parameters<LedgerTransaction['putRows']>[2]) => {
    if (rows.times.length > 0) await to.putRows(owner, collection, rows);
  };
  await put(heartrate, heartrateRows(sleeps, wearer.pulses(before.atMs, known.atMs)));
  await put(ringBatteryLevel, batteryRows(wearer.battery(before.atMs, known.atMs)));
  for (const { beats } of sleeps) if (beats) await put(interbeatInterval, interbeatRows(beats));
}
