import { OAuthError } from './oauth-error.js';

/** The parameters of a request. An empty one counts as absent (RFC 6749 §3.1). */
export interface Parameters {
  get(name: string): string | undefined;
  /** Also where it is empty. */
  raw(name: string): string | undefined;
  isRepeated(name: string): boolean;
}

/** Parameters of a query or a form. */
export function parametersOf(values: URLSearchParams): Parameters {
  return {
    get: (name) => values.get(name) || undefined,
    raw: (name) => values.get(name) ?? undefined,
    isRepeated: (name) => values.getAll(name).length > 1,
  };
}

/** Throws where one of `names` is there more than once (RFC 6749 §3.1, §3.2); others may be (RFC 8707 has one such). */
export function refuseRepeated(parameters: Parameters, names: readonly string[]): void {
  const repeated = names.find((name) => parameters.isRepeated(name));
  if (repeated) throw new OAuthError('invalid_request', `${repeated} was sent more than once`);
}
