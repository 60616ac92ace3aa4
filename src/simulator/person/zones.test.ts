import { expect, test } from 'vitest';
import { summerMinutes, ZONE_NAMES, type Zone, zones } from './zones.js';

const HOUR_MS = 3_600_000;

/** What the machine's time zone database says. */
function createReference(name: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (ms) => {
    const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(ms)) as RegExpExecArray;
    return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
  };
}

test.each(ZONE_NAMES)('%s keeps the time zone database at noon of each day from 2024 to 2027 and on both sides of each change', (name) => {
  const zone: Zone = zones[name];
  const reference = createReference(name);
  const changes = [2024, 2025, 2026, 2027].flatMap((year) => Object.values(zone.summerTime?.(year) ?? {}) as number[]);
  const instants = changes.flatMap((ms) => [ms - 1, ms]);
  for (let ms = Date.UTC(2024, 0, 1, 12); ms < Date.UTC(2028, 0, 1); ms += 24 * HOUR_MS) instants.push(ms);
  const wrong = instants.filter((ms) => zone.standardMinutes + summerMinutes(zone, ms) !== reference(ms));
  expect(wrong.map((ms) => new Date(ms).toISOString())).toEqual([]);
  expect(changes).toHaveLength(zone.summerTime ? 8 : 0);
});
