/** Printable ASCII without what a header, a page or a lenient URL reader could take for something else. */
const PLAIN = /^[!#-;=?-[\]_a-z~]+$/;
/** `http://localhost:8080/callback`; `:*` in the place of the port is for registration only. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1)(:(?:\d{1,5}|\*))?([/?][^#]*)?$/;

interface Loopback {
  host: string;
  port: string;
  rest: string;
}

/** What is wrong with a redirect URI that shall be registered, or null. RFC 6749 §3.1.2. */
export function redirectUriProblem(uri: string): string | null {
  if (uri.length > 2000) return 'it is longer than 2000 characters';
  if (!PLAIN.test(uri)) return 'it has characters that a URI has to escape';
  if (uri.includes('#')) return 'it has a fragment';
  const loopback = loopbackOf(uri);
  if (loopback) return Number(loopback.port) > 65_535 ? 'there is no such port' : null;
  if (!uri.startsWith('https://')) return 'it must begin with https://, http://localhost or http://127.0.0.1';
  if (!URL.canParse(uri)) return 'it is not a URI';
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return 'it has a user name or password';
  return url.hostname.includes('*') ? 'only the port of localhost and 127.0.0.1 can be *' : null;
}

/**
 * Whether an address that an app asked for is the registered one: the same text, RFC 9700 §4.1.3. Only the port of localhost and
 * 127.0.0.1 does not matter (RFC 8252 §7.3), and `http://localhost:*` without a path means any path.
 */
export function isRedirectUri(registered: string, asked: string): boolean {
  if (registered === asked && !registered.includes(':*')) return true;
  const [own, other] = [loopbackOf(registered), loopbackOf(asked)];
  if (!own || !other || other.port === '*' || redirectUriProblem(asked) !== null || own.host !== other.host) return false;
  return own.rest === other.rest || (own.port === '*' && own.rest === '');
}

/** Whether a registered address can be gone to as it stands. */
export const isAddress = (registered: string): boolean => loopbackOf(registered)?.port !== '*';

/** A redirect URI with parameters in its query or, after what is there, its fragment. */
export function withParameters(uri: string, parameters: URLSearchParams, place: 'query' | 'fragment'): string {
  // `+` means a blank to forms only; `%20` does to everybody.
  const text = parameters.toString().replaceAll('+', '%20');
  if (place === 'fragment') return `${uri}#${text}`;
  const separator = !uri.includes('?') ? '?' : /[?&]$/.test(uri) ? '' : '&';
  return `${uri}${separator}${text}`;
}

function loopbackOf(uri: string): Loopback | null {
  const match = LOOPBACK.exec(uri);
  return match && { host: match[1] as string, port: (match[2] ?? '').slice(1), rest: match[3] ?? '' };
}
