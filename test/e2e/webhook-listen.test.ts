import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { dayText } from '../../src/lib/dates.js';
import { startTestServer } from '../../src/testing.js';
import { startReceiver } from '../webhooks/receiver.js';
import { start, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
const receiver = await startReceiver();
afterAll(async () => {
  await receiver.close();
  remove();
});

test('who listens so slowly that changes are forgotten meanwhile is told which, and hears the rest', async () => {
  const data = path.join(folder, 'store');
  await using server = await startTestServer({ data, changesKept: 10 });
  const { id } = await server.addUser();
  await server.admin('POST', '/apps', { name: 'Slow', redirect_uris: ['http://localhost/back'] });
  const write = (from: number, count: number) =>
    server.admin(
      'PUT',
      `/users/${id}/documents/daily_stress`,
      Array.from({ length: count }, (_, i) => ({ day: dayText(15_000 + from + i), stress_high: i })),
    );
  let answerFirst = () => {};
  receiver.answerWith((_, response) => {
    if (receiver.events.length > 1) response.end();
    else answerFirst = () => void response.end();
  });

  const words = ['webhook', 'listen', '--data', data, '--forward-to', receiver.url, '--count', '11'];
  await using listening = start(words);
  while (!listening.written.error.includes('Listening')) await new Promise((resolve) => setTimeout(resolve, 20));
  await write(0, 1);
  while (receiver.events.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await write(1, 2000);
  await server.deliveries.settle();
  answerFirst();
  const { code, out, error } = await listening.ended;
  expect([code, out.trim().split('\n').length]).toEqual([0, 11]);
  expect(error).toMatch(/\nFell behind: changes 2 to 1991 are not in the log any more\.\n$/);
});
