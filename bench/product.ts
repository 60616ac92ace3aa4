/** A module of the compiled product, typed by its source, so that checking the types needs no build. */
const compiled = <Module>(file: string) => import(new URL(`../dist/${file}`, import.meta.url).href) as Promise<Module>;

/** What the benches use of the product besides its command line. */
export const { openStore } = await compiled<typeof import('../src/storage/store.js')>('storage/store.js');
export const { createLedger } = await compiled<typeof import('../src/ledger/create-ledger.js')>('ledger/create-ledger.js');
export const { readDocument } = await compiled<typeof import('../src/collections/read-document.js')>('collections/read-document.js');
export const { createRowReader, emptyRows } =
  await compiled<typeof import('../src/collections/series-rows.js')>('collections/series-rows.js');
export const { dailySleep } = await compiled<typeof import('../src/collections/daily-sleep.js')>('collections/daily-sleep.js');
export const { heartrate } = await compiled<typeof import('../src/collections/heartrate.js')>('collections/heartrate.js');
export const { listSeries } = await compiled<typeof import('../src/http/list-series.js')>('http/list-series.js');
export const { storeSource } = await compiled<typeof import('../src/http/source.js')>('http/source.js');
export const { behaviourOf } = await compiled<typeof import('../src/http/behaviour.js')>('http/behaviour.js');
export const { SCOPES } = await compiled<typeof import('../src/collections/define.js')>('collections/define.js');
export const { tokenHash } = await compiled<typeof import('../src/lib/ids.js')>('lib/ids.js');
export const { DAY_MS, dayNumber, dayText } = await compiled<typeof import('../src/lib/dates.js')>('lib/dates.js');
export const { createSimulation } = await compiled<typeof import('../src/simulator/service/create-simulation.js')>(
  'simulator/service/create-simulation.js',
);
export const { firstDayOf, wearerOf } =
  await compiled<typeof import('../src/simulator/service/person-spec.js')>('simulator/service/person-spec.js');
export const { openChronicle } = await compiled<typeof import('../src/simulator/wearer/chronicle.js')>('simulator/wearer/chronicle.js');
export const { documentCollections } = await compiled<typeof import('../src/collections/index.js')>('collections/index.js');
export const { decodeChunk, encodeChunk } = await compiled<typeof import('../src/storage/document-chunk.js')>('storage/document-chunk.js');
export const { chunkOf, layoutOf } = await compiled<typeof import('../src/storage/document-chunks.js')>('storage/document-chunks.js');
export const { CHANGES_KEPT, forgetChanges, isTimeToForget, newestChange, readChangeCursor, writeChangeCursor } =
  await compiled<typeof import('../src/storage/change-cursor.js')>('storage/change-cursor.js');
export const { systemClock } = await compiled<typeof import('../src/lib/clock.js')>('lib/clock.js');
export const { createCirclet } = await compiled<typeof import('../src/server.js')>('server.js');

export type Store = Awaited<ReturnType<typeof openStore>>;
