/** Where each endpoint is served: the old generation of addresses first, then that of 2026. */
export const PATHS = {
  authorize: ['/oauth/authorize', '/oauth/v2/ext/oauth-authorize'],
  token: ['/oauth/token', '/oauth/v2/ext/oauth-token'],
  revoke: ['/oauth/revoke', '/oauth/v2/ext/oauth-revoke', '/oauth/v2/ext/oauth/revoke'],
  introspect: ['/oauth/introspect', '/oauth/v2/ext/oauth-introspect'],
} as const;

/** The path of the issuer; discovery lies below it. */
export const ISSUER_PATH = '/oauth/v2/ext/oauth-anonymous';

/** Pages of our own, besides those that authorize shows. */
export const PAGES = {
  signIn: '/oauth/sign-in',
  signOut: '/oauth/sign-out',
  consent: '/oauth/consent',
  connections: '/oauth/connections',
  disconnect: '/oauth/connections/disconnect',
} as const;
