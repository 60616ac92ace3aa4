import type { Store } from '../storage/store.js';
import type { User } from '../storage/users.js';
import type { OAuthContext } from './oauth-context.js';
import { isPassword, MAXIMUM_PASSWORD_LENGTH } from './passwords.js';
import type { SignInThrottle } from './sign-in-throttle.js';

/** How people sign in: by choosing who they are, or with a password. */
export type LoginMode = 'picker' | 'password';
export const LOGIN_MODES: readonly LoginMode[] = ['picker', 'password'];

/** Who signed in, or what to tell them. */
export type SignInOutcome = { user: User } | { error: string; waitSeconds?: number };

const WRONG = 'User or password is wrong.';

/** Finds who signs in. Refusals are on the trail with their true reasons. */
export async function signIn(
  context: Pick<OAuthContext, 'store' | 'trail'>,
  throttle: SignInThrottle,
  mode: LoginMode,
  { name, password }: { name: string; password: string },
): Promise<SignInOutcome> {
  const user = name.length > 320 ? null : await findByName(context.store, name);
  const refuse = (reason: string, error: string, waitSeconds?: number) => {
    context.trail.record({ type: 'sign_in.refused', userId: user?.id ?? null, reason, detail: { login: mode } });
    return waitSeconds === undefined ? { error } : { error, waitSeconds };
  };
  if (mode === 'picker') return user ? { user } : refuse('there is no such user', 'There is no such user.');
  if (password.length > MAXIMUM_PASSWORD_LENGTH) return refuse('the password is too long', WRONG);
  const stored = user && (await context.store.passwords.find(user.userNo));
  const outcome = await throttle.attempt(user ? { name: user.id, isUser: true } : { name: name.toLowerCase(), isUser: false }, () =>
    isPassword(stored, password),
  );
  if ('waitSeconds' in outcome) {
    const wait = `Too many attempts. Try again in ${outcome.waitSeconds} s.`;
    return refuse(`throttled for ${outcome.waitSeconds} s`, wait, outcome.waitSeconds);
  }
  if (outcome.isRight && user) return { user };
  if (!user) return refuse('there is no such user, or several with this e-mail address', WRONG);
  return refuse(stored === null ? 'the user has no password' : 'the password is wrong', WRONG);
}

/** The user with this id or e-mail address. */
export async function findByName({ users }: Pick<Store, 'users'>, name: string): Promise<User | null> {
  return (await users.find(name)) ?? (name.includes('@') ? await users.findByEmail(name) : null);
}
