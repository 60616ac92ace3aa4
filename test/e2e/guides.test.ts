import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { run } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const GUIDES = path.join(import.meta.dirname, '../../docs/guide');
const blocksOf = (guide: string, language: string) =>
  [...readFileSync(path.join(GUIDES, guide), 'utf8').matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, block]) => block as string,
  );

test('the exporter of the Grafana guide reads what it shows, through circlet run', async () => {
  const words = ['run', '--quiet', '--', process.execPath, path.join(GUIDES, 'oura-exporter.mjs'), 'history', '20'];
  const { code, out, error } = await run(words, { env: { OURA_TOKEN: 'any' } });
  expect(code, error).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines.pop()).toBe('# EOF');
  const shown = readFileSync(path.join(GUIDES, 'grafana.md'), 'utf8').match(/# TYPE \w+ gauge/g);
  expect(lines.filter((line) => line.startsWith('#'))).toEqual(shown);
  const samples = lines.filter((line) => !line.startsWith('#'));
  expect(samples.every((line) => /^oura_\w+ -?\d+(\.\d+)? \d{10}(\.\d+)?$/.test(line))).toBe(true);
  expect(samples.filter((line) => line.startsWith('oura_sleep_score ')).length).toBeGreaterThan(10);
  // More than one page of heart rates.
  expect(samples.filter((line) => line.startsWith('oura_heart_rate_bpm ')).length).toBeGreaterThan(1000);
});

test.each(['mcp.md', 'n8n.md'])('what %s has to be pasted is JSON', (guide) => {
  const blocks = blocksOf(guide, 'json');
  expect(blocks.length).toBeGreaterThan(1);
  for (const block of blocks) expect(() => JSON.parse(block), block).not.toThrow();
});
