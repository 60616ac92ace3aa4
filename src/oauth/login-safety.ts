import type { LoginMode } from './sign-in.js';

/** How a server can be reached and signed in to. */
export interface LoginSettings {
  host: string;
  publicUrl: string | null;
  login: LoginMode;
  autoConsent: boolean;
}

/** Whether an address or host name means this machine only. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** Why a server with these settings would let strangers in, and what to do about it; null where it would not. */
export function loginProblem({ host, publicUrl, login, autoConsent }: LoginSettings): string | null {
  const open = [host, ...(publicUrl === null ? [] : [new URL(publicUrl).hostname])].find((name) => !isLoopback(name));
  if (open === undefined) return null;
  if (autoConsent) return `--auto-consent lets anybody in who can reach ${open}; it is for loopback only.`;
  if (login === 'password') return null;
  return `--login picker lets anybody in who can reach ${open}. Use --login password, and set passwords with \`circlet user password <id>\`.`;
}

/** What a server that may start so should be told all the same, with what to do about it; null where all is well. */
export function loginWarning({ host, publicUrl }: Pick<LoginSettings, 'host' | 'publicUrl'>): string | null {
  if (publicUrl?.startsWith('https:') || (isLoopback(host) && (publicUrl === null || isLoopback(new URL(publicUrl).hostname)))) return null;
  return `Passwords, cookies and tokens cross the network in plain at ${publicUrl ?? host}. Put a proxy with TLS in front and name its address: --public-url https://…`;
}

/** A server would let strangers in; the message says how and what to do. */
export class UnsafeLoginError extends Error {
  override name = 'UnsafeLoginError';
}
