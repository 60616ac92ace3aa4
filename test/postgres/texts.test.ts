import { afterAll, expect, test } from 'vitest';
import { workout } from '../../src/collections/workout.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { openFixture } from '../ledger/fixture.js';
import { startOAuthServer } from '../oauth/oauth-server.js';

const fixture = await openFixture();
afterAll(() => fixture.store.close());

test('ids compare byte by byte, whatever the collation of the database', async () => {
  const owner = await fixture.addUser('someone');
  const ids = ['a', 'B', 'Z', 'ä', '_', '10', '9', '\uffff', '😀', 'b'];
  await fixture.put(
    owner,
    workout,
    ids.map((id) => ({ ...(exampleDocuments.workout as object), id })),
  );
  const sorted = ids.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect((await fixture.list(owner, workout)).map(({ id }) => id)).toEqual(sorted);
});

test('what has the character NUL is not found, and is no failure', async () => {
  expect(await fixture.store.users.find('some\0one')).toBe(null);
  await using server = await startOAuthServer();
  expect((await server.authorize({ client_id: 'a\0b', response_type: 'code', redirect_uri: 'https://app.example/' })).status).toBe(400);
});
