import type { Body, DocumentCollection } from '../collections/define.js';
import { readDocument } from '../collections/read-document.js';
import { DAY_MS, utcDateTime, utcDay } from '../lib/dates.js';
import type { SandboxPerson } from '../simulator/sandbox/create-sandbox-person.js';
import type { DocumentPosition } from '../storage/document-list.js';
import type { Source, SourcePage } from './source.js';

/** Days of a dated collection that one page goes through at most, which keeps the work of one request small. */
const DAYS_PER_PAGE = 1000;
/** Days after which other requests get their turn. */
const DAYS_PER_TURN = 20;
/** How far the instant of a document can lie from the local day it belongs to. */
const SLACK_DAYS = 2;

interface Entry extends DocumentPosition {
  text: string;
}

/** The same person for every caller, made up on the fly for whatever dates are asked. */
export function sandboxSource(person: SandboxPerson): Source {
  return {
    name: 'sandbox',

    async listDocuments(collection, range, after, limit, withMeta): Promise<SourcePage> {
      const firstDay = after ? (person.dayOfId(after.id) ?? person.firstDay) : Math.max(person.firstDay, utcDay(range.fromMs) - SLACK_DAYS);
      const lastDay = Math.min(person.lastDay, utcDay(range.toMs) + SLACK_DAYS);
      const page: Entry[] = [];
      for (let day = firstDay; day <= lastDay; day++) {
        if (range.days && (day < range.days.from || day > range.days.to)) continue;
        for (const entry of entriesOf(person, collection, day, withMeta)) {
          if (entry.instantMs < range.fromMs || entry.instantMs > range.toMs || (after && !isAfter(entry, after))) continue;
          const isFull = page.length === limit || (collection.isDated && page.length > 0 && day - firstDay > DAYS_PER_PAGE);
          if (isFull) return { envelope: envelopeOf(page), next: page.at(-1) as Entry };
          page.push(entry);
        }
        if ((day - firstDay) % DAYS_PER_TURN === DAYS_PER_TURN - 1) await new Promise(setImmediate);
      }
      return { envelope: envelopeOf(page), next: null };
    },

    async getDocument(collection, id, withMeta) {
      const day = person.dayOfId(id);
      if (day === null || day < person.firstDay || day > person.lastDay) return null;
      const entry = entriesOf(person, collection, day, withMeta).find((candidate) => candidate.id === id);
      return entry ? Buffer.from(entry.text) : null;
    },

    async *days(collection, fromDay, toDay) {
      for (let day = Math.max(fromDay, person.firstDay); day <= Math.min(toDay, person.lastDay); day++) {
        const rows = person.rows(collection, day);
        if (rows.times.length > 0) yield [{ day, rows }];
      }
    },

    async lastDay() {
      return null;
    },
  };
}

const isAfter = (entry: Entry, position: DocumentPosition) =>
  entry.instantMs > position.instantMs || (entry.instantMs === position.instantMs && entry.id > position.id);

const envelopeOf = (entries: Entry[]) => Buffer.from(`{"data":[${entries.map(({ text }) => text).join()}],"next_token":null}`);

function entriesOf(person: SandboxPerson, collection: DocumentCollection, day: number, withMeta: boolean): Entry[] {
  const meta = collection.hasMeta && withMeta ? `"meta":{"updated_at":"${utcDateTime((day + 1) * DAY_MS)}","version":1},` : '';
  return person.documents(collection.name, day).map((document: Body) => {
    const reading = readDocument(collection, document);
    if (!reading.ok) throw new Error(`the sandbox made an invalid ${collection.name}: ${JSON.stringify(reading.issues)}`);
    const { id, instantMs, text } = reading.value;
    return { id: id as string, instantMs, text: `{"id":"${id}",${meta}${text}` };
  });
}
