import { expect, test } from 'vitest';
import { documentCollections, seriesCollections } from '../collections/index.js';
import { cellReader } from './cell-values.js';

const shapeOf = (name: string) =>
  (documentCollections.find((c) => c.name === name)?.body ?? seriesCollections.find((c) => c.name === name)?.row)?.shape ?? {};

test.each([
  ['sleep', 'sleep_phase_5_min', '4421', '4421'],
  ['sleep', 'day', '2024-01-02', '2024-01-02'],
  ['sleep', 'bedtime_start', '2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
  ['sleep', 'type', 'long_sleep', 'long_sleep'],
  ['sleep', 'efficiency', '85', 85],
  ['sleep', 'lowest_heart_rate', '56.0', 56],
  ['sleep', 'average_breath', '-1.25e1', -12.5],
  ['sleep', 'average_breath', '1,5', '1,5'],
  ['sleep', 'average_breath', 'NaN', 'NaN'],
  ['sleep', 'low_battery_alert', 'False', false],
  ['sleep', 'low_battery_alert', 'true', true],
  ['sleep', 'low_battery_alert', '1', '1'],
  ['sleep', 'hrv', '{"interval":300.0,"items":[null,1]}', { interval: 300, items: [null, 1] }],
  ['sleep', 'hrv', '{broken', '{broken'],
  ['sleep', 'hrv', '', null],
  ['sleep', 'hrv', 'null', null],
  ['sleep', 'type', '', null],
  ['sleep', 'no_such_column', '12', '12'],
  ['rest_mode_period', 'episodes', '[]', []],
  ['heartrate', 'bpm', '60', 60],
  ['heartrate', 'source', 'awake', 'awake'],
  ['ring_battery_level', 'charging', 'true', true],
])('%s.%s reads %j as %j', (collection, column, cell, value) => {
  expect(cellReader(shapeOf(collection)[column] as never)(cell)).toEqual(value);
});
