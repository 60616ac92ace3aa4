import type { Body } from '../collections/define.js';
import type { DayFacts } from './day-facts.js';
import type { DayRecording, WearerProfile } from './recordings.js';

/** All that the documents of a day are made of. */
export interface DayContext {
  profile: WearerProfile;
  recording: DayRecording;
  facts: DayFacts;
  /** Facts of the days before, yesterday first, one for each day back to the wearer's first; at most `HISTORY_DAYS` matter. */
  history: readonly DayFacts[];
}

/** A document before it has an id: `key` tells it apart from the wearer's others in its collection. */
export interface DerivedDocument {
  key: string;
  body: Body;
  /** Instant of the last recording that made a difference, where the maker can tell: later ones left the document as it was. */
  changedMs?: number;
}
