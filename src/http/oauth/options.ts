import type { BrowserSessions } from '../../oauth/browser-sessions.js';
import type { OAuthContext } from '../../oauth/oauth-context.js';
import type { LoginMode } from '../../oauth/sign-in.js';
import type { SignInThrottle } from '../../oauth/sign-in-throttle.js';
import type { Behaviour } from '../behaviour.js';

/** What the routes below `/oauth` need. */
export interface OAuthRouteOptions extends OAuthContext {
  login: LoginMode;
  /** Approves every request at once, for scripts. */
  autoConsent: boolean;
  /** The address that browsers and apps know the server by; null for the one they asked. */
  publicUrl: string | null;
  behaviour: Behaviour;
}

/** The same with what the pages share. */
export interface PageOptions extends OAuthRouteOptions {
  sessions: BrowserSessions;
  throttle: SignInThrottle;
}
