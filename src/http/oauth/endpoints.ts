import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerGrant } from '../../oauth/answer-grant.js';
import { introspect } from '../../oauth/introspect.js';
import { OAuthError } from '../../oauth/oauth-error.js';
import { parametersOf } from '../../oauth/parameters.js';
import { revoke } from '../../oauth/revoke.js';
import { bearerToken } from '../authenticate.js';
import { issuerOf } from './base-url.js';
import { NO_STORE, oauthErrorResponse, tooLargeResponse } from './error-response.js';
import type { OAuthRouteOptions } from './options.js';
import { PATHS } from './paths.js';
import { formParameters, formValues } from './read-parameters.js';

/** Anything an app has to say is shorter. */
export const MAXIMUM_FORM_BYTES = 64 * 1024;

/** The endpoints that apps call: token, revoke, introspect. */
export function createEndpointRoutes(options: OAuthRouteOptions): Hono {
  const app = new Hono({ strict: false });
  const limit = bodyLimit({ maxSize: MAXIMUM_FORM_BYTES, onError: tooLargeResponse });

  const token = answering(options, 'token.refused', async (context) => {
    const answer = await answerGrant(options, context.req.header('authorization'), await formParameters(context));
    return options.behaviour.idToken === 'absent' ? answer : { ...answer, id_token: null };
  });
  const ending = answering(options, 'revoke.refused', async (context) => {
    const values = new URL(context.req.url).searchParams;
    for (const [name, value] of await formValues(context, { isLenient: true })) values.append(name, value);
    const authorization = context.req.header('authorization');
    await revoke(options, { parameters: parametersOf(values), authorization, bearer: bearerToken(authorization) });
    return {};
  });
  const introspecting = answering(options, 'introspect.refused', async (context) =>
    introspect(options, context.req.header('authorization'), await formParameters(context), issuerOf(context, options)),
  );

  for (const path of PATHS.token) app.post(path, limit, token);
  for (const path of PATHS.revoke) app.post(path, limit, ending).get(path, ending);
  for (const path of PATHS.introspect) app.post(path, limit, introspecting);
  return app;
}

/** Answers JSON; refusals go on the trail with their true reasons. */
function answering(options: OAuthRouteOptions, type: string, answer: (context: Context) => Promise<object>) {
  return async (context: Context): Promise<Response> => {
    try {
      return context.json(await answer(context), 200, NO_STORE);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { reason, truth, code } = error;
      const { userId = null, clientId = null, detail } = truth;
      options.trail.record({ type, userId, clientId, reason, detail: { error: code, path: context.req.path, ...detail } });
      return oauthErrorResponse(error);
    }
  };
}
