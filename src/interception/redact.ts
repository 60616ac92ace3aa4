const REDACTED = 'redacted';
const HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-client-secret']);
const NAMES = 'access_token|refresh_token|id_token|token|code|code_verifier|client_secret|verification_token|password|csrf';
const PARAMETER = new RegExp(`((?:^|[?&#])(?:${NAMES})=)[^&#\\s]*`, 'g');
const MEMBER = new RegExp(`("(?:${NAMES})"\\s*:\\s*)"[^"]*"?`, 'g');

/** The value of a header without what opens doors: of `Authorization`, the scheme stays. */
export function redactHeader(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower === 'location' || lower === 'referer') return redactText(value);
  if (!HEADERS.has(lower)) return value;
  const [, scheme] = /^(bearer|basic) /i.exec(value) ?? [];
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`;
}

/** An address, a form or JSON, also cut ones, with the values of tokens, codes, secrets and passwords taken out. */
export function redactText(text: string): string {
  return text.replace(PARAMETER, `$1${REDACTED}`).replace(MEMBER, `$1"${REDACTED}"`);
}
