import { personalInfo } from '../collections/personal-info.js';
import type { UpstreamAnswer } from './upstream.js';

/** What the upstream tells of the wearer: properties that the token does not open are left out. */
export interface TakenProfile {
  id: string;
  profile: Record<string, unknown>;
}

/** Reads personal_info; returns what is wrong with it where it is not one. */
export function takeProfile({ body }: UpstreamAnswer): TakenProfile | string {
  const parsed = personalInfo.body.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const { id, ...rest } = parsed.data as { id: string };
  // Null where the token lacks the scope, too: that must not erase what is known.
  return { id, profile: Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) };
}
