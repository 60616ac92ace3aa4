import type { Clock } from '../lib/clock.js';
import type { Random } from '../lib/random.js';
import type { Store } from '../storage/store.js';
import type { AuditTrail } from './audit-trail.js';

/** What the rules of OAuth work with. */
export interface OAuthContext {
  store: Store;
  clock: Clock;
  random: Random;
  trail: AuditTrail;
  /** How long access tokens live. */
  tokenTtlSeconds: number;
  /** How long a refresh token that nobody uses can be. */
  refreshTtlSeconds: number;
  /** Of which the keys for every purpose are derived. */
  masterKey: Uint8Array;
}

/** Whose consent or token it is. */
export interface Person {
  userNo: number;
  userId: string;
}
