import { MirrorFailure } from './mirror-failure.js';
import { deadToken } from './read-pages.js';
import { type TakenProfile, takeProfile } from './take-profile.js';
import { isScopeMissing, type Upstream } from './upstream.js';

/** Whose account the token opens. Where personal_info is not open, the local user's name has to do. Throws MirrorFailure. */
export async function identify(upstream: Upstream, userId: string | null): Promise<TakenProfile> {
  const answer = await upstream.get('personal_info');
  if (answer.status === 200) {
    const taken = takeProfile(answer);
    if (typeof taken !== 'string') return taken;
    throw new MirrorFailure('trouble', `personal_info of the upstream cannot be read: ${taken}`);
  }
  if (answer.status === 401 && !isScopeMissing(answer.detail)) throw deadToken();
  if (answer.status !== 401 && answer.status !== 404) {
    throw new MirrorFailure(
      'trouble',
      `personal_info was answered ${answer.status}: ${answer.detail}. Does --from name a server of the Oura API?`,
    );
  }
  if (userId !== null) return { id: userId, profile: {} };
  throw new MirrorFailure('usage', 'The token does not tell whose it is: name the local user that takes the data with --user.');
}
