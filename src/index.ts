export type { DocumentCollection, ProfileCollection, SeriesCollection } from './collections/define.js';
export { collections, findCollection } from './collections/index.js';
export { readDocument } from './collections/read-document.js';
export { type Behaviour, behaviourOf } from './http/behaviour.js';
export type { Ledger, LedgerTransaction } from './ledger/ledger.js';
export { type Circlet, type CircletOptions, createCirclet } from './server.js';
