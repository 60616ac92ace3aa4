import { SCOPES, type Scope } from '../collections/define.js';

/** How the servers of 2026 write scopes. */
const PREFIX = 'extapi:';
const ALIASES: Readonly<Record<string, Scope>> = { spo2Daily: 'spo2' };

/** The scope that a word means: bare or with `extapi:` in front; null for unknown words. */
export function scopeOf(word: string): Scope | null {
  const bare = word.startsWith(PREFIX) ? word.slice(PREFIX.length) : word;
  if (Object.hasOwn(ALIASES, bare)) return ALIASES[bare] as Scope;
  return SCOPES.includes(bare as Scope) ? (bare as Scope) : null;
}

/** The words of a `scope` parameter that mean a scope of `allowed`, as they are spelled; all of `allowed` where none is given. */
export function askedWords(scope: string | undefined, allowed: readonly string[]): string[] {
  const words = (scope ?? '').split(/\s+/).filter(Boolean);
  return words.length === 0 ? [...allowed] : keepWords(words, allowed);
}

/** The words that mean a scope of `allowed`, each once. */
export function keepWords(words: readonly string[], allowed: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => {
    const scope = scopeOf(word);
    return scope !== null && allowed.includes(scope);
  });
}

/** The scopes that words mean, bare, each once. */
export function scopesOf(words: readonly string[]): Scope[] {
  return [...new Set(words.map(scopeOf))].filter((scope) => scope !== null);
}

/** The words of a scope text. */
export const wordsOf = (wireScope: string): string[] => wireScope.split(' ').filter(Boolean);
