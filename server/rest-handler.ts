import type { RequestHandler } from 'express';
import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { publishedSchema, type SchemaNote } from '#server/rest/openapi-schemas.ts';
import { dataExport } from '#shared/identity/account.ts';
import { passwordMaximumLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';
import { bearerTokens, issuedTokens, registeredTokens } from '#shared/identity/tokens.ts';
import { userSchema } from '#shared/identity/users.ts';
import { restRoutes } from '#server/identity/rest/rest.router.ts';
import type { Config } from '#server/config.ts';
import type { SessionCookies } from '#server/http/session-cookies.ts';
import type { Logger } from '#server/logger.ts';
import { requestContext } from '#server/request-context.ts';
import { documents } from '#server/rest/documents.ts';
import { openApiDocument } from '#server/rest/openapi.ts';
import { createRestHandler } from '#server/rest/handler.ts';
import { routePolicies } from '#server/rest/route-policy.ts';
import { appRouter } from '#server/router.ts';
import type { Services } from '#server/services.ts';
import { createFailureLog } from '#server/unavailable-log.ts';

/** What the OpenAPI document says of schemas beyond themselves: their names, and bounds that are rules of ours. */
const restNotes: readonly SchemaNote[] = [
  [userSchema, { id: 'User' }],
  [bearerTokens, { id: 'Tokens' }],
  [issuedTokens, { id: 'IssuedTokens' }],
  [registeredTokens, { id: 'SignedIn' }],
  [newPasswordField, { minLength: passwordMinimumLength, maxLength: passwordMaximumLength }],
];

interface Parts {
  readonly config: Pick<Config, 'appOrigin' | 'isVerifiedEmailRequired'>;
  readonly services: Services;
  readonly cookies: SessionCookies;
  readonly log: Logger;
}

/** The REST face over the same services as the router, which also says who may call what. */
export function createRestFace(parts: Parts): RequestHandler[] {
  const { appOrigin } = parts.config;
  const table = { routes: restRoutes, policies: routePolicies(restRoutes, appRouter) };
  const answers = createRestHandler({
    ...table,
    contextOf: (response) => requestContext(parts, response),
    onFailure: createFailureLog(parts.log),
  });
  const accessCookie = parts.cookies.names.access;
  const openApi = () => openApiDocument({ ...table, notes: restNotes, appOrigin, accessCookie });
  const $id = `${appOrigin}/api/export.schema.json`;
  const exportSchema = () => publishedSchema(dataExport, { $id, title: 'A copy of the data of a person' });
  return [answers, documents({ openApi, exportSchema })];
}
