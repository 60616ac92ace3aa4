import type { Clock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import type { Store } from '../storage/store.js';
import type { Owner } from './ledger.js';

/** Revokes a static bearer token by its name. False where there is none. */
export async function revokeToken({ store, clock }: { store: Store; clock: Clock }, user: Owner, id: string): Promise<boolean> {
  if (!(await store.tokens.revoke(user.userNo, id))) return false;
  const event = { at: utcDateTime(clock.now()), userId: user.id, clientId: null, reason: null, detail: { kind: 'static', id } };
  await store.events.append([{ ...event, type: 'token.revoked' }]);
  return true;
}
