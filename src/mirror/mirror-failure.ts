/** What ends a run: `trouble` may be over by the next one, `membership` once it is renewed; `access` needs the owner, `usage` another command. */
export type FailureKind = 'trouble' | 'membership' | 'access' | 'usage';

/** Why a mirror cannot go on, and what to do about it; what was copied stays. */
export class MirrorFailure extends Error {
  override name = 'MirrorFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

/** Somebody asked the mirror to stop. */
export class MirrorStopped extends Error {
  override name = 'MirrorStopped';
}
