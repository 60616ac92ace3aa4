import { boundedMemo } from '../../lib/bounded-memo.js';
import type { LifeEvent } from '../events.js';
import { JOURNEY_BLOCK_DAYS, type Journey } from './journeys.js';

/** A change of place at noon of a home day. */
export interface Leg {
  day: number;
  /** Zones away from home from then on, east positive; 0 back at home. */
  zones: number;
}

const BLOCKS_KEPT = 64;
/** Days that lie between what is planned and a journey of chance. */
const SPARE_DAYS = 3;

/** Lists the legs of the home days from `fromDay` to `toDay`, and planned ones before them, in time order. */
export function createItinerary(
  events: readonly LifeEvent[],
  journeys: (block: number) => Journey | null,
): (fromDay: number, toDay: number) => Leg[] {
  const planned = events.filter(({ kind }) => kind === 'jet-lag').map(({ day, days, amount }) => ({ day, days, zones: amount }));
  const plannedLegs = legsOf(planned.sort((a, b) => a.day - b.day));
  const isFree = (journey: Journey) =>
    events.every(({ day, days }) => day + days + SPARE_DAYS < journey.day || day - SPARE_DAYS > journey.day + journey.days);
  const legsOfBlock = boundedMemo(BLOCKS_KEPT, (block) => {
    const journey = journeys(block);
    return journey && isFree(journey) ? legsOf([journey]) : [];
  });
  return (fromDay, toDay) => {
    const legs = [...plannedLegs];
    const lastBlock = Math.floor(toDay / JOURNEY_BLOCK_DAYS);
    for (let block = Math.floor(fromDay / JOURNEY_BLOCK_DAYS); block <= lastBlock; block++) legs.push(...legsOfBlock(block));
    return legs.filter(({ day }) => day <= toDay).sort((a, b) => a.day - b.day);
  };
}

/** The legs out and back of journeys in time order; one that lasts until the next begins goes on to it without coming home. */
function legsOf(journeys: readonly Journey[]): Leg[] {
  return journeys.flatMap(({ day, days, zones }, i) => {
    const next = journeys[i + 1];
    const back = next && next.day <= day + days ? [] : [{ day: day + days, zones: 0 }];
    return [{ day, zones }, ...back];
  });
}
