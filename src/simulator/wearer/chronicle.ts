import { type DayFacts, HISTORY_DAYS } from '../../derive/day-facts.js';
import type { DayContext, DerivedDocument } from '../../derive/derive-day.js';
import {
  type DocumentMakers,
  enteredMakers,
  growingMakers,
  momentMakers,
  nightMakers,
  periodMakers,
  scoreMakers,
} from '../../derive/document-makers.js';
import { measureNight, measureWaking } from '../../derive/measure-day.js';
import type { SleepRecording } from '../../derive/recordings.js';
import { activityDay } from '../../derive/scores/sleep-day.js';
import { DAY_MS } from '../../lib/dates.js';
import { createFactLog } from './fact-log.js';
import { type Knowledge, learn, type Sync } from './knowledge.js';
import type { Wearer } from './wearer.js';

/** A document as it stands after a synchronisation. */
export interface ChronicleDocument extends Omit<DerivedDocument, 'changedMs'> {
  collection: string;
  version: number;
  /** The synchronisation that brought it into this state, ms since the Unix epoch. */
  updatedMs: number;
}

/** Follows one wearer from synchronisation to synchronisation. */
export interface Chronicle {
  readonly known: Knowledge;
  /**
   * Goes on to the next synchronisation and tells the documents it may have changed. With `isPassing`, what a later one brings in any case is
   * left out: activity, stress and resilience of a day that has not ended.
   */
  step(sync: Sync, isPassing: boolean): ChronicleDocument[];
}

const NOTHING: Knowledge = { atMs: Number.NEGATIVE_INFINITY, analysedMs: Number.NEGATIVE_INFINITY };

type MakerList = readonly (readonly [string, DocumentMakers[string]])[];
const growing: MakerList = Object.entries(growingMakers);
const moments: MakerList = Object.entries(momentMakers);
const entered: MakerList = Object.entries(enteredMakers);
const periods: MakerList = Object.entries(periodMakers);
const scores: MakerList = Object.entries(scoreMakers);
const nights: MakerList = Object.entries(nightMakers);

/** What a synchronisation makes necessary to measure. */
interface Stretch {
  now: Knowledge;
  fromWhole: number;
  fromWaking: number;
  isPassing: boolean;
}

/** Opens the chronicle of a wearer as it stood after the synchronisation at `syncedMs`; before the first one, at its beginning. */
export function openChronicle(wearer: Wearer, syncedMs: number): Chronicle {
  const { calendar, profile } = wearer.person;
  const dayOf = (ms: number) => {
    const at = Math.max(ms, wearer.beginMs);
    return Math.max(wearer.firstDay, activityDay(at, calendar.offsetMinutesAt(at)));
  };
  /** The first day whose 24 hours had not ended: more than one at a time where a journey or summer time brought 04:00 early. */
  const openDayOf = (ms: number) => {
    let day = dayOf(ms);
    while (day > wearer.firstDay && isOpen(day - 1, ms)) day--;
    return day;
  };
  const isOpen = (day: number, ms: number) => calendar.activityStartMs(day) + DAY_MS > ms;
  const resumed: Knowledge = { atMs: syncedMs, analysedMs: wearer.lastForeground(syncedMs) };
  const firstDay = Math.max(wearer.firstDay, dayOf(resumed.analysedMs) - HISTORY_DAYS);
  const log = createFactLog(firstDay);
  let known = NOTHING;

  /**
   * Measures days as a whole from `fromWhole` on, and the waking hours of those from `fromWaking` on. With `isPassing`, without the waking
   * hours of days that have not ended, unless the sleep of a later day is known: they will be measured again before anything asks for them.
   */
  function measure({ now, fromWhole, fromWaking, isPassing }: Stretch, visit: (context: DayContext, isWhole: boolean) => void): void {
    // Sleep that ends in the evening belongs to tomorrow.
    const lastDay = Math.max(wearer.firstDay, calendar.localDay(now.atMs)) + Number(now.analysedMs === now.atMs);
    const first = Math.max(firstDay, Math.min(fromWhole, fromWaking));
    const recordings = Array.from({ length: Math.max(0, lastDay - first + 1) }, (_, i) => wearer.recording(first + i, now));
    const lastSleep = recordings.findLastIndex(({ sleeps }) => sleeps.length > 0);
    recordings.forEach((recording, i) => {
      const { day } = recording;
      const history = log.history(day);
      const before = log.get(day);
      const isWhole = day >= fromWhole || before === null;
      const isLeftOut = isPassing && isOpen(day, now.atMs) && i >= lastSleep;
      const night = isWhole ? measureNight(profile, recording, history) : before;
      const facts = isLeftOut ? night : measureWaking(profile, recording, night, history);
      log.put(facts);
      visit({ profile, recording, facts, history }, isWhole);
    });
  }

  if (syncedMs >= wearer.beginMs) {
    // As it was when the app was last open, then the waking hours since: what lies between makes no difference.
    if (resumed.analysedMs >= wearer.beginMs)
      measure({ now: { ...resumed, atMs: resumed.analysedMs }, fromWhole: firstDay, fromWaking: firstDay, isPassing: false }, () => {});
    const fromWaking = openDayOf(resumed.analysedMs);
    measure({ now: resumed, fromWhole: Number.POSITIVE_INFINITY, fromWaking, isPassing: false }, () => {});
    known = resumed;
  }

  return {
    get known() {
      return known;
    },
    step(sync, isPassing) {
      const now = learn(known, sync);
      const localToday = calendar.localDay(sync.atMs);
      const { isForeground } = sync;
      if (isPassing && !isForeground && isOpen(openDayOf(known.atMs), sync.atMs) && !wearer.hasEnded(known.atMs, sync.atMs)) {
        known = now;
        return [];
      }
      const fromWaking = openDayOf(isForeground ? known.analysedMs : known.atMs);
      // Readiness looks at the day before, which has gone on since the app was last open.
      const fromWhole = isForeground ? Math.min(wearer.firstChangedSleep(known, now), fromWaking + 1) : Number.POSITIVE_INFINITY;
      const documents: ChronicleDocument[] = [];
      const make = (makers: MakerList, context: DayContext, revisionsOf: (key: string) => number = () => 0) => {
        for (const [collection, maker] of makers) {
          for (const { key, body, changedMs = sync.atMs } of maker(context)) {
            const updatedMs = changedMs < sync.atMs ? wearer.nextSync(changedMs) : sync.atMs;
            documents.push({ key, body, collection, version: 1 + revisionsOf(key), updatedMs });
          }
        }
      };
      const openFrom = isForeground ? wearer.firstOpenEntry(known) : Number.POSITIVE_INFINITY;
      for (let day = Math.max(firstDay, openFrom); day < Math.min(fromWhole, fromWaking); day++) {
        make(entered, { profile, recording: wearer.recording(day, now), facts: log.get(day) as DayFacts, history: [] });
      }
      measure({ now, fromWhole, fromWaking, isPassing }, (context, isWhole) => {
        const { day, sleeps } = context.recording;
        const isTomorrow = day > localToday;
        if (isForeground && isWhole) {
          make(periods, context, (key) => revisions(sleeps.filter((sleep) => sleep.key === key)));
          // Of a day that has not begun, the night before it may have.
          if (!isTomorrow) {
            make(scores, context, () => revisions(sleeps));
            make(nights, context);
          }
        }
        if (isTomorrow) return;
        if (isForeground) make(entered, context);
        if (!(isPassing && isOpen(day, sync.atMs))) make(growing, context);
        make(moments, context);
      });
      known = now;
      return documents;
    },
  };
}

/** How often naps were answered and times corrected. */
function revisions(sleeps: readonly SleepRecording[]): number {
  return sleeps.reduce((sum, { isConfirmed, isEdited }) => sum + Number(isConfirmed !== null) + Number(isEdited), 0);
}
