import { z } from 'zod';
import { factorMethods, passkeyAssertion, type PasskeyAssertion } from '#shared/identity/factors.ts';
import { locales } from '#shared/locales.ts';
import { emailSchema, usernameSchema, fullNameSchema, userSchema } from '#shared/identity/users.ts';
import { newPasswordSchema, presentedPasswordSchema } from '#shared/identity/passwords.ts';
import { boundedText, instant, isPlainLine, trimmedText } from '#shared/text.ts';

/** E-mail or username at sign-in: any line of text. An unknown one is refused like a wrong password. */
export const identifierSchema = trimmedText(320).min(1).refine(isPlainLine);

/** A new account. Without `username`, the server makes one from the e-mail's local part. */
export const registerInput = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  username: usernameSchema.optional(),
  fullName: fullNameSchema.optional(),
  locale: z.enum(locales).optional(),
});
export type RegisterInput = z.infer<typeof registerInput>;

/** A sign-in by e-mail or username. `rememberMe` keeps the session for days instead of hours. */
export const loginInput = z.strictObject({
  identifier: identifierSchema,
  password: presentedPasswordSchema,
  rememberMe: z.boolean().optional(),
});
export type LoginInput = z.infer<typeof loginInput>;

/** When the access token and the session end. Rotating the tokens never moves the session's end. */
export const sessionTimes = z.object({ accessExpiresAt: instant, sessionExpiresAt: instant });
export type SessionTimes = z.infer<typeof sessionTimes>;

/** The answer of `auth.register`. */
export const registerOutput = sessionTimes.extend({ user: userSchema });

/** A session that a sign-in has opened. */
export const signedInOutput = sessionTimes.extend({ status: z.literal('signed-in'), user: userSchema });

/** The answer of `auth.login`; `second-factor` asks for one of `methods` before a session opens. */
export const loginOutput = z.discriminatedUnion('status', [
  signedInOutput,
  z.object({
    status: z.literal('second-factor'),
    methods: z.array(z.enum(factorMethods)).max(factorMethods.length),
    expiresAt: instant,
  }),
]);

/** The first question of a page. `user: null, canRefresh: true` means: call `auth.refresh`, then ask again. */
export const sessionOutput = z.object({
  user: userSchema.nullable(),
  canRefresh: z.boolean(),
  accessExpiresAt: instant.nullable(),
  sessionExpiresAt: instant.nullable(),
  /** The address that people type; a page compares its own with it. */
  appOrigin: z.string(),
  /**
   * What this server offers; pages leave out what is false. `outbox`: mails are read at `/outbox`, and sent nowhere.
   * `confirmedEmailOnly`: whoever has not confirmed their address may do little more than that.
   */
  features: z.object({
    registration: z.boolean(),
    mails: z.boolean(),
    outbox: z.boolean(),
    passkeys: z.boolean(),
    confirmedEmailOnly: z.boolean(),
  }),
});
export type SessionOutput = z.infer<typeof sessionOutput>;

/** What proves again who is signed in: the password, a code of the authenticator app, or a passkey. */
export type Reauthentication =
  | { readonly password: string }
  | { readonly method: 'totp'; readonly code: string }
  | { readonly method: 'passkey'; readonly response: PasskeyAssertion };

const fieldOfMethod = { password: 'password', totp: 'code', passkey: 'response' } as const;

/** One object of all fields, so that an unknown field is told as such; each method takes its own alone. */
export const reauthenticateInput = z
  .strictObject({
    password: presentedPasswordSchema.optional(),
    method: z.enum(['totp', 'passkey']).optional(),
    code: boundedText(200).optional(),
    response: passkeyAssertion.optional(),
  })
  .superRefine(({ method, ...given }, context) => {
    const needed = fieldOfMethod[method ?? 'password'];
    if (given[needed] === undefined)
      context.addIssue({ code: 'custom', path: [needed], params: { code: 'REQUIRED' } });
    for (const other of Object.values(fieldOfMethod))
      if (other !== needed && given[other] !== undefined)
        context.addIssue({ code: 'unrecognized_keys', keys: [other] });
  }) as unknown as z.ZodType<Reauthentication, Reauthentication>;

/** Until when calls that require a fresh proof are allowed. */
export const reauthenticateOutput = z.object({ validUntil: instant });
