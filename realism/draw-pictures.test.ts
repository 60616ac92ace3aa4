import { expect, test } from 'vitest';
import { drawPictures } from './draw-pictures.js';
import { createHistoryFixture } from './history-fixture.js';

const points = [
  { ageYears: 30, sex: 'female' as const, rmssd: 55 },
  { ageYears: 60, sex: 'male' as const, rmssd: Number.NaN },
];

test('all four pictures of a person who was ill, with units and without holes in their numbers', () => {
  const history = createHistoryFixture();
  Object.assign(history.truth[8]?.state ?? {}, { illness: 1, daysSinceOnset: 0 });
  const pictures = drawPictures(history, points);
  expect(pictures.map(({ name }) => name)).toEqual(['night', 'illness', 'year', 'population']);
  for (const { svg } of pictures) {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 900 \d+"/);
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
  }
  expect(pictures[0]?.svg).toContain('heart rate, bpm');
  expect(pictures[3]?.svg).toContain('1 people');
});

test('a line is interrupted where a night has no heart rate', () => {
  const history = createHistoryFixture();
  for (const sleep of history.documents.get('sleep') ?? []) (sleep.heart_rate as { items: (number | null)[] }).items.fill(null, 40, 50);
  const curve = /<path d="([^"]*)"[^>]*stroke="#bc4c00"/.exec(drawPictures(history, points)[0]?.svg ?? '')?.[1];
  expect(curve?.match(/M/g)).toHaveLength(2);
});

test('without an illness there is no picture of one', () => {
  expect(drawPictures(createHistoryFixture(), points).map(({ name }) => name)).toEqual(['night', 'year', 'population']);
});
