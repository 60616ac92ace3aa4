import { documentCollections } from '../../src/collections/index.js';
import type { TestServer } from '../../src/testing.js';
import { sampleDocument } from '../support/sample-documents.js';

const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/** Writes documents and reads until it is stopped, whatever the answers are; `afterwards` checks what was acknowledged. */
export async function startClient(server: TestServer) {
  const user = await server.addUser();
  const acknowledged: string[] = [];
  const answers = new Map<string, number>();
  let isStopped = false;
  let day = 0;
  const note = (what: string, response: Response | null) => {
    const retry = response?.status === 503 ? ` retry after ${response.headers.get('retry-after')}` : '';
    const key = `${what} ${response?.status ?? 'none'}${retry}`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
    return response?.status ?? 0;
  };
  const write = async () => {
    while (!isStopped) {
      const document = sampleDocument('daily_sleep', new Date(FIRST_DAY + day++ * DAY_MS).toISOString().slice(0, 10));
      const response = await server.admin('PUT', `/users/${user.id}/documents/daily_sleep`, document);
      if (note('write', response) === 200) acknowledged.push(document.day as string);
      await response.arrayBuffer();
    }
  };
  const read = async () => {
    while (!isStopped) {
      const response = await server.get('/v2/usercollection/daily_sleep?start_date=2000-01-01&end_date=2000-01-02', user.token);
      note('read', response);
      await response.arrayBuffer();
    }
  };
  const running = Promise.all([write(), write(), read(), read()]);

  return {
    answers,
    acknowledged,
    /** Waits until so many more writes were acknowledged. */
    async progress(count: number): Promise<void> {
      const target = acknowledged.length + count;
      while (acknowledged.length < target) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    /** Waits for an answer. */
    async sees(answer: string): Promise<void> {
      while (!answers.has(answer)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    /** Stops, and tells which acknowledged days are not there. */
    async lost(): Promise<string[]> {
      isStopped = true;
      await running;
      const { userNo } = (await server.store.users.find(user.id)) as { userNo: number };
      const texts: string[] = [];
      for (const collection of documentCollections) {
        for await (const text of server.store.documentTexts(userNo, collection)) texts.push(text);
      }
      const present = new Set(texts.map((text) => /"day":"([^"]*)"/.exec(text)?.[1]));
      const changes = new Set((await server.store.listChanges(0, 1_000_000)).map(({ documentId }) => documentId));
      if (changes.size !== texts.length) throw new Error(`${texts.length} documents have ${changes.size} changes`);
      return acknowledged.filter((one) => !present.has(one));
    },
    /** Answers other than these, by what was asked. */
    unexpected: () => [...answers.keys()].filter((key) => !/ (200|503 retry after 5)$/.test(key)),
  };
}
