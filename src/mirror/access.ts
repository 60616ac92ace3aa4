/** With what the upstream is asked. */
export interface Access {
  /** A bearer token; may have to be fetched first. Throws MirrorFailure. */
  token(): Promise<string>;
  /** Replaces a token that was refused; false where there is no way to another one. Throws MirrorFailure. */
  renew(refused: string): Promise<boolean>;
}

/** A token that somebody brought. */
export function staticAccess(token: string): Access {
  return { token: async () => token, renew: async () => false };
}
