import { expect, test } from 'vitest';
import { interbeatInterval } from '../collections/interbeat-interval.js';
import { ringBatteryLevel } from '../collections/ring-battery-level.js';
import { createRowReader, emptyRows } from '../collections/series-rows.js';
import { batteryRows } from './battery-rows.js';
import { interbeatRows } from './interbeat-rows.js';

test('readings are the rows that the wire has for them', () => {
  const rows = emptyRows(ringBatteryLevel);
  const read = createRowReader(ringBatteryLevel);
  read({ timestamp: '2024-10-06T10:00:00Z', charging: false, in_charger: false, level: 41 }, rows);
  read({ timestamp: '2024-10-06T10:05:00Z', charging: true, in_charger: true, level: 44 }, rows);
  expect(batteryRows({ times: rows.times, levels: [41.2, 43.5], charging: [false, true] })).toEqual(rows);
});

test('beats are, too', () => {
  const rows = emptyRows(interbeatInterval);
  createRowReader(interbeatInterval)({ timestamp: '2024-10-06T10:00:00Z', ibi: 900, validity: -1 }, rows);
  expect(interbeatRows({ times: rows.times, intervals: [900], validities: [-1] })).toEqual(rows);
});
