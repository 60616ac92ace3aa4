import type { Body } from '../collections/define.js';
import { dayNumber, utcDateTime } from '../lib/dates.js';
import type { Life } from './life.js';

const rings = [
  { setUp: '2019-11-05', hardware_type: 'gen2', color: 'stealth_black', design: 'balance', firmware_version: '2.26.8' },
  { setUp: '2024-03-10', hardware_type: 'gen3', color: 'titanium', design: 'horizon', firmware_version: '2.9.33' },
].map(({ setUp, ...ring }) => ({ ...ring, day: dayNumber(setUp) as number }));
const SET_UP_SECONDS = 62_648;

/** The day the ring worn on `day` was set up; before the first one, that of the first. */
export function ringDayFor(day: number): number {
  return (rings.findLast((ring) => ring.day <= day) ?? (rings[0] as { day: number })).day;
}

/** Rings set up on a UTC day. */
export function ringBodies(life: Life, day: number): Body[] {
  return rings
    .filter((ring) => ring.day === day)
    .map((ring) => ({
      color: ring.color,
      design: ring.design,
      firmware_version: ring.firmware_version,
      hardware_type: ring.hardware_type,
      set_up_at: utcDateTime((ring.day * 86_400 + SET_UP_SECONDS) * 1000),
      size: life.traits.sex === 'female' ? 8 : 11,
    }));
}
