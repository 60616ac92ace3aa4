import type { Issue } from '../collections/read-document.js';

/** An answer of the data API that is not a success: `detail` is the body's only key, as FastAPI writes it. */
export class ApiError extends Error {
  override name = 'ApiError';
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 422 | 429 | 503,
    readonly detail: string | ErrorDetail[],
    readonly headers: Record<string, string> = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.map((one) => `${one.loc.join('.')}: ${one.msg}`).join('; '));
  }
}

/** One thing wrong with a request, in the shape of pydantic v2. */
export interface ErrorDetail {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Record<string, unknown>;
}

/** 422 for one query parameter. */
export function badParameter(name: string, input: unknown, type: string, msg: string, ctx?: Record<string, unknown>): ApiError {
  return new ApiError(422, [{ type, loc: ['query', name], msg, input, ...(ctx ? { ctx } : {}) }]);
}

/** 422 for values in a body. */
export function badBody(issues: Issue[]): ApiError {
  return new ApiError(
    422,
    issues.map(({ type, path, message, input }) => ({ type, loc: ['body', ...path], msg: message, input: input ?? null })),
  );
}

/** The JSON answer to an error. */
export function errorResponse(error: ApiError): Response {
  return Response.json({ detail: error.detail }, { status: error.status, headers: error.headers });
}
