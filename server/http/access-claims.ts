import type { IncomingMessage } from 'node:http';
import type { AccessTokenClaims, AccessTokens } from '#server/security/access-token.ts';

const known = new WeakMap<IncomingMessage, AccessTokenClaims | null>();

/**
 * What the access token that a request came with says, or null. Checked once: the request ceiling asks for it first,
 * and later whoever looks for the session; the signature is the same for both.
 */
export function accessClaims(
  request: IncomingMessage,
  accessToken: string | null,
  accessTokens: Pick<AccessTokens, 'read'>,
): AccessTokenClaims | null {
  const claims = known.get(request);
  if (claims !== undefined) return claims;
  const read = accessToken === null ? null : accessTokens.read(accessToken);
  known.set(request, read);
  return read;
}
