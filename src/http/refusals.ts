import type { Clock } from '../lib/clock.js';
import { type AuditTrail, fingerprint } from '../oauth/audit-trail.js';
import type { Bearer } from '../storage/tokens.js';

/** A data request that was refused. */
export interface Refusal {
  /** SHA-256 of the token. */
  hash: Buffer;
  bearer: Bearer | null;
  status: number;
  /** What the caller was told. */
  detail: string;
}

/** Puts refused data requests on the audit trail. */
export interface Refusals {
  note(refusal: Refusal): void;
}

/** The same refusal of the same token is told once in this time: a client that asks on would fill the trail. */
const WINDOW_MS = 300_000;
/** Different ones told in that time. */
const MAXIMUM_NOTES = 500;

/** Builds it over the trail. */
export function createRefusals(trail: AuditTrail, clock: Clock): Refusals {
  let window = 0;
  const noted = new Set<string>();
  return {
    note({ hash, bearer, status, detail }) {
      const now = Math.floor(clock.now() / WINDOW_MS);
      if (now !== window) noted.clear();
      window = now;
      const key = `${fingerprint(hash)} ${status} ${detail}`;
      if (noted.has(key) || noted.size >= MAXIMUM_NOTES) return;
      noted.add(key);
      trail.record({
        type: 'data.refused',
        userId: bearer?.userId ?? null,
        clientId: bearer?.clientId ?? null,
        reason: reasonOf(status, bearer, clock) ?? detail,
        detail: { status, token: fingerprint(hash) },
      });
    },
  };
}

function reasonOf(status: number, bearer: Bearer | null, clock: Clock): string | null {
  if (!bearer) return 'there is no such token, or it was revoked';
  const { expiresAtMs } = bearer;
  if (status !== 401 || expiresAtMs === null || expiresAtMs > clock.now()) return null;
  return `the token expired ${Math.floor((clock.now() - expiresAtMs) / 1000)} s ago`;
}
