import { utcDateTime } from '../lib/dates.js';
import type { User } from '../storage/users.js';
import type { OAuthContext } from './oauth-context.js';
import { hashPassword } from './passwords.js';

/** Sets a user's password; browsers in which they are signed in have to sign in again. */
export async function setPassword(
  { store, clock, random }: Pick<OAuthContext, 'store' | 'clock' | 'random'>,
  user: User,
  password: string,
): Promise<void> {
  await store.passwords.put(user.userNo, await hashPassword(password, random));
  const event = { type: 'user.password_set', userId: user.id, clientId: null, reason: null, detail: {} };
  await store.events.append([{ at: utcDateTime(clock.now()), ...event }]);
}
