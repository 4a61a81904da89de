import { z } from 'zod';
import { locales } from '#shared/locales.ts';
import {
  emailSchema,
  identifierSchema,
  newPasswordSchema,
  presentedPasswordSchema,
  usernameSchema,
} from '#shared/identity/identity.ts';
import { instant } from '#shared/text.ts';
import { fullNameSchema, userSchema } from '#shared/identity/users.ts';

/** A new account. Without `username` one is made from the e-mail's local part. */
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

/** When the access token and the session end. Neither is ever moved by a rotation of the other kind. */
export const sessionTimes = z.object({ accessExpiresAt: instant, sessionExpiresAt: instant });
export type SessionTimes = z.infer<typeof sessionTimes>;

/** The answer of `auth.register`. */
export const registerOutput = sessionTimes.extend({ user: userSchema });

/** The answer of `auth.login`; `second-factor` asks for one of `methods` before a session opens. */
export const loginOutput = z.discriminatedUnion('status', [
  sessionTimes.extend({ status: z.literal('signed-in'), user: userSchema }),
  z.object({ status: z.literal('second-factor'), methods: z.array(z.string()).max(10) }),
]);

/** What a page asks first. `user: null, canRefresh: true` means: call `auth.refresh`, then ask again. */
export const sessionOutput = z.object({
  user: userSchema.nullable(),
  canRefresh: z.boolean(),
  accessExpiresAt: instant.nullable(),
  sessionExpiresAt: instant.nullable(),
  /** The address people type: what a page compares its own with. */
  appOrigin: z.string(),
});
export type SessionOutput = z.infer<typeof sessionOutput>;

/** An acknowledgement that carries nothing. */
export const okOutput = z.object({ ok: z.literal(true) });
