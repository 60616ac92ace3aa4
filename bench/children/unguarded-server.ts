import { createCirclet } from '../../dist/index.js';

// Circlet with the look-up of tokens stubbed out: whoever asks is the user with number 1, out of memory, and nothing is counted.
const circlet = await createCirclet({ data: process.argv[2] as string, rateLimit: 0, appRateLimit: 0 });
const [user] = await circlet.store.users.list(1);
if (!user) throw new Error('the store has no users');
const owner = { userNo: user.userNo, userId: user.id, membership: user.membership };
const bearer = {
  ...owner,
  id: 'bench',
  appNo: null,
  clientId: null,
  revision: 0,
  scopeText: 'daily',
  scopes: ['daily'],
  key: 'bench',
  expiresAtMs: null,
};
circlet.store.tokens.find = async () => bearer;
process.stdout.write(`${JSON.stringify({ url: circlet.url })}\n`);
process.once('SIGTERM', () => process.exit());
