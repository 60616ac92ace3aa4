import { documentCollections, seriesCollections } from '../../src/collections/index.js';
import { createRowWriter } from '../../src/collections/row-writer.js';
import type { Change } from '../../src/storage/changes.js';
import type { Store } from '../../src/storage/store.js';

/** All that is stored of a user by collection: documents as served, with id and meta, and rows of series. */
export async function storedLife(store: Store, userNo: number): Promise<Record<string, string[]>> {
  const life: Record<string, string[]> = {};
  for (const collection of documentCollections) {
    const texts: string[] = [];
    for await (const text of store.documentTexts(userNo, collection)) texts.push(text);
    life[collection.name] = texts;
  }
  for (const collection of seriesCollections) {
    const write = createRowWriter(collection, null);
    const texts: string[] = [];
    for await (const rows of store.seriesDays(userNo, collection)) {
      const text = { bytes: Buffer.allocUnsafe(1024), length: 0 };
      write(text, rows, 0, rows.times.length);
      texts.push(text.bytes.toString('latin1', 0, text.length));
    }
    life[collection.name] = texts;
  }
  return life;
}

/** The names of collections in which two lives differ, with the first difference. */
export function differences(left: Record<string, string[]>, right: Record<string, string[]>): string[] {
  return Object.keys({ ...left, ...right }).flatMap((name) => {
    const [some, others] = [left[name] ?? [], right[name] ?? []];
    const place = Array.from({ length: Math.max(some.length, others.length) }).findIndex((_, i) => some[i] !== others[i]);
    return place < 0 ? [] : [`${name}[${place}] of ${some.length} and ${others.length}: ${apart(some[place], others[place])}`];
  });
}

/** Two texts from a little before they differ. */
function apart(left = '', right = ''): string {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const from = Math.max(0, at - 60);
  return `${left.slice(0, 110)} … ${left.slice(from, at + 60)} | ${right.slice(from, at + 60)}`;
}

/** The change log of a user, oldest first. */
export async function changesOf(store: Store, userNo: number): Promise<Change[]> {
  const found: Change[] = [];
  for (let after = 0; ; ) {
    const some = await store.listChanges(after, 10_000);
    found.push(...some.filter((change) => change.userNo === userNo));
    const last = some.at(-1);
    if (!last) return found;
    after = last.seq;
  }
}
