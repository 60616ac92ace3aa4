/** The error codes of RFC 6749 §4.1.2.1 and §5.2 and RFC 6750 §3.1 that are in use. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_token'
  | 'access_denied';

/** An OAuth request is refused. */
export class OAuthError extends Error {
  override name = 'OAuthError';
  constructor(
    readonly code: OAuthErrorCode,
    /** What the caller is told: printable ASCII without quotes and backslashes (RFC 6749 §5.2). */
    readonly description: string,
    /** What only the audit trail is told besides. */
    readonly truth: {
      reason?: string;
      userId?: string | null;
      clientId?: string | null;
      detail?: Record<string, unknown>;
      /** Basic authentication was tried, so that 401 answers with its challenge. */
      isBasic?: boolean;
    } = {},
  ) {
    super(description);
  }

  /** The reason for the audit trail. */
  get reason(): string {
    return this.truth.reason ?? this.description;
  }

  /** The status at an endpoint that is not redirected from. */
  get status(): 400 | 401 {
    return this.code === 'invalid_client' || this.code === 'invalid_token' ? 401 : 400;
  }
}
