import { z } from 'zod';
import { loginInput } from '#shared/identity/auth.ts';
import { boundedText, presentedText } from '#shared/text.ts';
import { userSchema } from '#shared/identity/users.ts';

/** A sign-in by a client without cookies. `deviceToken` is that of an earlier `tokens.issue`. */
export const issueTokensInput = loginInput.extend({ deviceToken: boundedText(200).optional() });

/** The refresh token of a client without cookies. A malformed one is refused like any other invented token. */
export const refreshTokenInput = z.strictObject({ refreshToken: presentedText });

/**
 * Tokens as RFC 6749 §5.1 names them; `expiresIn` is the access token's life in seconds. Without `refreshToken`: keep
 * the one you have (§6).
 */
export const bearerTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  tokenType: z.literal('bearer'),
  expiresIn: z.int(),
});
export type BearerTokens = z.infer<typeof bearerTokens>;

/** The answer of `tokens.issue`: keep `deviceToken` and present it at the next sign-in. */
export const issuedTokens = bearerTokens.extend({ deviceToken: z.string() });

/** The answer of `tokens.register`: the new account, and what `tokens.issue` would answer. */
export const registeredTokens = issuedTokens.extend({ user: userSchema });
