import { z } from 'zod';
import { auditEvents } from '#shared/identity/audit.ts';
import { sessionTimes } from '#shared/identity/auth.ts';
import { newPasswordSchema, presentedPasswordSchema } from '#shared/identity/identity.ts';
import { instant } from '#shared/text.ts';
import { issuedTokens } from '#shared/identity/tokens.ts';

/** A change of password by who knows the current one. */
export const changePasswordInput = z.strictObject({
  currentPassword: presentedPasswordSchema,
  newPassword: newPasswordSchema,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** `endedSessions` counts the others; a caller without cookies finds its new tokens in `tokens`. */
export const changePasswordOutput = sessionTimes.extend({
  endedSessions: z.int(),
  tokens: issuedTokens.optional(),
});

/** Deletion of one's own account, confirmed by the password. */
export const deleteAccountInput = z.strictObject({ password: presentedPasswordSchema });

/** The password given anew, for acts that ask for it. */
export const reauthenticateInput = z.strictObject({ password: presentedPasswordSchema });

/** Until when the acts that ask for it are allowed without asking again. */
export const reauthenticateOutput = z.object({ validUntil: instant });

/** As much as a person looks through. */
export const listedEventsMaximum = 30;

/** One thing that happened to the caller's account, newest first in a list. `device` is told as in `sessions.list`. */
export const activityItem = z.object({
  id: z.guid(),
  event: z.enum(auditEvents),
  at: instant,
  device: z.string().nullable(),
  ip: z.string().nullable(),
  isThisSession: z.boolean(),
});
export type ActivityItem = z.infer<typeof activityItem>;
