import { z } from 'zod';
import { deletedAccountDays } from '#shared/identity/retention.ts';
import { newPasswordSchema } from '#shared/identity/passwords.ts';
import { emailSchema } from '#shared/identity/users.ts';
import { instant, presentedText } from '#shared/text.ts';

/**
 * What a link in a mail is for, and for how many hours it holds. An invitation is a `resetPassword` link that holds for
 * longer. `reportSignIn` is pressed by whoever did not sign in on a new device.
 */
export const linkHours = {
  verifyEmail: 24,
  resetPassword: 1,
  confirmEmailChange: 24,
  undoEmailChange: 7 * 24,
  undoDeletion: deletedAccountDays * 24,
  reportSignIn: 7 * 24,
} as const;

/** For how many hours the link of an invitation holds. */
export const invitationHours = 72;

/** What a link in a mail is for. */
export type LinkPurpose = keyof typeof linkHours;
export const linkPurposes = Object.keys(linkHours) as LinkPurpose[];

/** The token of a link, as it came. A text that is no token is refused with `LINK_INVALID`, as an unknown one is. */
export const linkInput = z.strictObject({ token: presentedText });

/** What a link would do. `email` is masked, `i…@example.org`: the link may have come to the wrong person. */
export const linkOutput = z.object({
  purpose: z.enum(linkPurposes),
  email: z.string(),
  expiresAt: instant,
});

/** The address that a link was about. */
export const emailOutput = z.object({ email: z.string() });

/** Who forgot the password of an account asks for a link to a new one. */
export const requestPasswordResetInput = z.strictObject({ email: emailSchema });

/** An address to move one's account to, once its mailbox has confirmed it. */
export const changeEmailInput = z.strictObject({ newEmail: emailSchema });

/** A new password, by the token of a link. */
export const resetPasswordInput = z.strictObject({ token: presentedText, newPassword: newPasswordSchema });
