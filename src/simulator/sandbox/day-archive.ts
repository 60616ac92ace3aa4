import { HISTORY_DAYS } from '../../derive/day-facts.js';
import type { DayContext } from '../../derive/derive-day.js';
import { measureDay } from '../../derive/measure-day.js';
import { boundedMemo } from '../../lib/bounded-memo.js';
import { createFactLog, type FactLog } from '../wearer/fact-log.js';
import { EVERYTHING } from '../wearer/knowledge.js';
import type { Wearer } from '../wearer/wearer.js';

const DAYS_KEPT = 128;

/** Any local day of a wearer as it stands when all is known of it; the same however days are asked for. */
export function createDayArchive(wearer: Wearer): (day: number) => DayContext {
  let log: FactLog = createFactLog(wearer.firstDay);
  let next = wearer.firstDay;
  const measure = (day: number): DayContext => {
    const recording = wearer.recording(day, EVERYTHING);
    const history = log.history(day);
    const { profile } = wearer.person;
    const facts = measureDay(profile, recording, history);
    log.put(facts);
    next = day + 1;
    return { profile, recording, facts, history };
  };
  return boundedMemo(DAYS_KEPT, (day) => {
    if (day < next || day > next + HISTORY_DAYS) {
      next = Math.max(wearer.firstDay, day - HISTORY_DAYS);
      log = createFactLog(next);
    }
    while (next < day) measure(next);
    return measure(day);
  });
}
