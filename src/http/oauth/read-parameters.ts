import type { Context } from 'hono';
import { OAuthError } from '../../oauth/oauth-error.js';
import { type Parameters, parametersOf } from '../../oauth/parameters.js';

const FORM = 'application/x-www-form-urlencoded';

/** The parameters of a form in the body. Throws where the body is of another kind. */
export async function formParameters(context: Context): Promise<Parameters> {
  return parametersOf(await formValues(context));
}

/** The same as they were sent; of a body of another kind none. */
export async function formValues(context: Context, { isLenient = false } = {}): Promise<URLSearchParams> {
  const [type = ''] = (context.req.header('content-type') ?? FORM).split(';');
  const isForm = type.trim().toLowerCase() === FORM;
  const body = await context.req.text();
  if (!isForm && !isLenient) throw new OAuthError('invalid_request', `The body must be ${FORM}.`);
  return new URLSearchParams(isForm ? body : '');
}
