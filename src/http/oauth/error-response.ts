import type { OAuthError } from '../../oauth/oauth-error.js';

/** On every answer that holds or refuses a secret (RFC 6749 §5.1). */
export const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

const TITLES: Record<number, string> = { 400: 'Bad Request', 401: 'Unauthorized', 413: 'Content Too Large' };

/** The JSON answer to a refused request: RFC 6749 §5.2, and the keys that clients of both generations read. */
export function oauthErrorResponse({ code, description, truth, status }: OAuthError): Response {
  const challenge: Record<string, string> = {};
  if (status === 401) challenge['www-authenticate'] = code === 'invalid_token' ? 'Bearer error="invalid_token"' : 'Basic realm="circlet"';
  // Only whoever tried Basic is told about it: browsers would ask for a password.
  if (code === 'invalid_client' && !truth.isBasic) delete challenge['www-authenticate'];
  return errorBody(code, description, status, challenge);
}

/** The same for a body that is larger than anything an app has to say. */
export function tooLargeResponse(): Response {
  return errorBody('invalid_request', 'The body is too large.', 413);
}

function errorBody(error: string, description: string, status: number, headers: Record<string, string> = {}): Response {
  const body = { error, error_description: description, status, title: TITLES[status] ?? 'Error', detail: description };
  return Response.json(body, { status, headers: { ...NO_STORE, ...headers } });
}
