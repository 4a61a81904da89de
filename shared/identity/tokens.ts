import { z } from 'zod';
import { loginInput } from '#shared/identity/auth.ts';
import { boundedText, presentedText } from '#shared/text.ts';
import { userSchema } from '#shared/identity/users.ts';

/** A sign-in by a client that holds no cookies. `deviceToken` is the one an earlier `tokens.issue` gave. */
export const issueTokensInput = loginInput.extend({ deviceToken: boundedText(200).optional() });

/** A refresh token in the hands of a client that holds no cookies; one of another shape is refused as any other invented one. */
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

/** The answer of `tokens.register`: the new account beside what `tokens.issue` would give it. */
export const registeredTokens = issuedTokens.extend({ user: userSchema });
