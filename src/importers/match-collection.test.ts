import { expect, test } from 'vitest';
import { collections } from '../collections/index.js';
import { collectionNamed, collectionOfFileName } from './match-collection.js';

test.each([
  ['daily_sleep.json', 'daily_sleep'],
  ['dailysleep.json', 'daily_sleep'],
  ['DailySleep.csv', 'daily_sleep'],
  ['oura_daily-sleep_2024.json', 'daily_sleep'],
  ['ouraDailySleep2024.json', 'daily_sleep'],
  ['sleep_time.json', 'sleep_time'],
  ['sleep.json', 'sleep'],
  ['sleepmodel.csv', 'sleep'],
  ['vO2_max.json', 'vO2_max'],
  ['vo2max.ndjson', 'vO2_max'],
  ['vo2_max_2.json', 'vO2_max'],
  ['heartrate-2024-01.json', 'heartrate'],
  ['heart_rate.json', 'heartrate'],
  ['enhanced_tag.json', 'enhanced_tag'],
  ['tag.json', 'tag'],
  ['2024-01-01_ring_battery_level.json', 'ring_battery_level'],
  ['personal_info.json', 'personal_info'],
  ['heritage.json', undefined],
  ['stepcount.csv', undefined],
  ['dailysmoothedcardiovascularage.csv', undefined],
  ['daytimestress.csv', undefined],
  ['2024.json', undefined],
  ['.json', undefined],
  ['__proto__.json', undefined],
])('%s holds %s', (fileName, name) => {
  expect(collectionOfFileName(fileName)?.name).toBe(name);
});

test.each(collections)('$name is found by its own names', (collection) => {
  for (const name of [collection.name, collection.exportName, ...collection.paths, collection.name.toUpperCase()]) {
    expect(collectionNamed(name)).toBe(collection);
    expect(collectionOfFileName(`${name}.json`)).toBe(collection);
  }
});

test('a category of the export is not taken for a longer or shorter one', () => {
  for (const name of ['heartratezones', 'dailycyclephases', 'daytimestress', 'sleepx', '']) expect(collectionNamed(name)).toBeUndefined();
});
