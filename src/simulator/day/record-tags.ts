import type { TagRecording } from '../../derive/recordings.js';
import type { Life } from '../life/life.js';
import { ownMs } from './own-ms.js';

const MINUTE_MS = 60_000;
const FIRST_GENERATION_SHARE = 0.2;

/** The tags set on a home day in time order. They tell of what happened: a drink is only tagged on an evening with drinks. */
export function recordTags(life: Life, day: number): TagRecording[] {
  const { person } = life;
  const { calendar, chance } = person;
  const { tagShare } = person.habits;
  const { startMs: wakeMs, endMs: bedMs, workouts, nap } = life.day(day);
  const { illness, stress } = life.state(day);
  const dice = chance.dice('tags', day);
  const tags: TagRecording[] = [];
  /** Sets a tag with a probability, if its time lies in the waking hours; `minutes` null for a moment. */
  const set = (share: number, code: string, at: number, words: { minutes?: number; name?: string; comment?: string } = {}) => {
    const [lot, minuteLot, generationLot] = [dice.next(), dice.next(), dice.next()];
    const startMs = Math.floor((ownMs(person, day, Math.round(at)) + 60 * MINUTE_MS * minuteLot) / MINUTE_MS) * MINUTE_MS;
    if (lot >= share || startMs < wakeMs || startMs >= bedMs) return;
    tags.push({
      key: `tag/${day}/${code}/${words.name ?? ''}`,
      startMs,
      endMs: words.minutes === undefined ? null : startMs + words.minutes * MINUTE_MS,
      offsetMinutes: calendar.offsetMinutesAt(startMs),
      code,
      customName: words.name ?? null,
      comment: words.comment ?? null,
      isFirstGeneration: words.name === undefined && words.minutes === undefined && generationLot < FIRST_GENERATION_SHARE,
    });
  };
  const journey = calendar.lastJourney(day);
  const drinks = life.intent(day).alcohol;
  set(journey?.daysSince === 0 ? 0.6 : 0, 'custom', 720, { name: 'Travel' });
  set(0.5 * tagShare, 'tag_generic_caffeine', 810);
  set(0.15 * tagShare, 'tag_generic_nocaffeine', 840);
  set(illness > 0.3 ? Math.max(0.4, tagShare) : 0, illness > 0.8 ? 'tag_generic_fever' : 'tag_generic_cold', 600);
  set(stress > 1 ? 0.6 * tagShare : 0, 'tag_generic_stress', 1020);
  set(nap || workouts.length > 1 ? 0.3 * tagShare : 0.05 * tagShare, 'tag_generic_tired', 960);
  set(0.2 * tagShare, 'custom', 1110, { name: 'Sauna', minutes: 15 + Math.floor(20 * chance.uniform('sauna', day)) });
  set(drinks > 0 ? Math.max(0.3, tagShare) : 0, 'tag_generic_alcohol', 1200, drinks > 0.7 ? { comment: 'With friends' } : {});
  set(0.15 * tagShare, 'custom', 1260, { name: 'Late meal' });
  return tags.sort((a, b) => a.startMs - b.startMs);
}
