import { authenticateClient } from './authenticate-client.js';
import { exchangeCode } from './exchange-code.js';
import type { TokenAnswer } from './issue-tokens.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import { type Parameters, refuseRepeated } from './parameters.js';
import { refresh } from './refresh.js';

const GRANTS = { authorization_code: exchangeCode, refresh_token: refresh };
const PARAMETERS = ['grant_type', 'code', 'redirect_uri', 'code_verifier', 'client_id', 'client_secret', 'refresh_token', 'scope'];

/** Answers a request to the token endpoint. Throws OAuthError, which names the app as far as it is known. */
export async function answerGrant(context: OAuthContext, authorization: string | undefined, parameters: Parameters): Promise<TokenAnswer> {
  refuseRepeated(parameters, PARAMETERS);
  const grantType = parameters.get('grant_type');
  if (grantType === undefined) throw new OAuthError('invalid_request', 'grant_type is missing');
  if (!Object.hasOwn(GRANTS, grantType)) {
    throw new OAuthError('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
  }
  const app = await authenticateClient(context, authorization, parameters);
  try {
    return await GRANTS[grantType as keyof typeof GRANTS](context, app, parameters);
  } catch (error) {
    if (error instanceof OAuthError) error.truth.clientId = app.clientId;
    throw error;
  }
}
