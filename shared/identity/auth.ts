import { z } from 'zod';
import { locales } from '#shared/locales.ts';
import { emailSchema, usernameSchema, fullNameSchema, userSchema } from '#shared/identity/users.ts';
import { newPasswordSchema, presentedPasswordSchema } from '#shared/identity/passwords.ts';
import { instant, isPlainLine, trimmedText } from '#shared/text.ts';

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

/** The answer of `auth.login`; `second-factor` asks for one of `methods` before a session opens. */
export const loginOutput = z.discriminatedUnion('status', [
  sessionTimes.extend({ status: z.literal('signed-in'), user: userSchema }),
  z.object({ status: z.literal('second-factor'), methods: z.array(z.string()).max(10) }),
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

/** The password given again, for calls that require it. */
export const reauthenticateInput = z.strictObject({ password: presentedPasswordSchema });

/** Until when calls that require the password again are allowed. */
export const reauthenticateOutput = z.object({ validUntil: instant });
