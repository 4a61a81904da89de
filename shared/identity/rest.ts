import { z } from 'zod';
import { identifierSchema, registerInput } from '#shared/identity/auth.ts';
import { tokensSecondFactorInput } from '#shared/identity/factors.ts';
import { presentedPasswordSchema } from '#shared/identity/passwords.ts';
import { issuedTokens, issueTokensInput } from '#shared/identity/tokens.ts';
import { updateProfileInput, userSchema } from '#shared/identity/users.ts';

/** A new account with a session. */
export const restRegisterInput = registerInput.pick({
  email: true,
  username: true,
  password: true,
  fullName: true,
});

/** A new account alone; its owner signs in when they need a session. */
export const restAccountInput = registerInput
  .pick({ email: true, username: true, password: true })
  .required({ username: true });

/** A sign-in by cookies. `email` takes a username too. */
export const restLoginInput = z.strictObject({
  email: identifierSchema,
  password: presentedPasswordSchema,
  rememberMe: z.boolean().optional(),
});

/** A sign-in by a client that holds its tokens itself; `deviceToken` is that of an earlier answer. */
export const restBearerLoginInput = restLoginInput.extend({
  deviceToken: issueTokensInput.shape.deviceToken,
});

/** The code of a second factor; the challenge is in a cookie. */
export const restSecondFactorInput = tokensSecondFactorInput.omit({ challenge: true });

/** The form of OAuth's password grant (RFC 6749 §4.3.2); `username` takes an e-mail too. */
export const restTokenInput = z.strictObject({
  username: identifierSchema,
  password: presentedPasswordSchema,
  grantType: z.literal('password').optional(),
});

/** What the REST face changes in a profile, the version last read or not. */
export const restProfileInput = updateProfileInput.pick({ fullName: true, username: true });

/** The tokens that a session goes on under after a change of password. */
export const restReissuedTokens = issuedTokens.partial({ deviceToken: true });

/** Who signed in, for a page whose cookies say the rest. */
export const restSignedIn = z.object({ user: userSchema.pick({ id: true, email: true }) });

/** A sentence for a person, in the language that the caller accepts. */
export const restMessage = z.object({ message: z.string() });
