import { writeFileSync } from 'node:fs';
import { runInside } from './program.js';

/** Makes a store with one user who slept twice of late; returns the words by which commands find both. */
export async function ownStore(data: string): Promise<string[]> {
  const user = (await runInside('user', 'add', '--data', data)).out.trim();
  const days = [1, 2].map((ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10));
  const contributors = { deep_sleep: 80, efficiency: 80, latency: 80, rem_sleep: 80, restfulness: 80, timing: 80, total_sleep: 80 };
  const documents = days.map((day) => ({ id: `sleep-${day}`, contributors, day, score: 80, timestamp: `${day}T00:00:00+00:00` }));
  writeFileSync(`${data}.json`, JSON.stringify({ data: documents }));
  const imported = await runInside('import', `${data}.json`, '--collection', 'daily_sleep', '--user', user, '--data', data);
  if (imported.code !== 0) throw new Error(imported.error);
  return ['--data', data, '--user', user];
}
