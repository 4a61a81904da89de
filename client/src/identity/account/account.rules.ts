import { z } from 'zod';
import { changePasswordInput } from '#shared/identity/account.ts';

/** The shared input, with the new password typed twice. The old one again would change nothing. */
export const changePasswordForm = changePasswordInput
  .extend({ currentPassword: z.string().min(1), newPasswordConfirmation: z.string().min(1) })
  .refine(({ newPassword, newPasswordConfirmation: again }) => again === '' || newPassword === again, {
    path: ['newPasswordConfirmation'],
    error: 'MISMATCH',
  })
  .refine(({ currentPassword, newPassword }) => newPassword === '' || newPassword !== currentPassword, {
    path: ['newPassword'],
    error: 'UNCHANGED',
  });
export const emptyChange: z.input<typeof changePasswordForm> = {
  currentPassword: '',
  newPassword: '',
  newPasswordConfirmation: '',
};

/** The username typed as it is shown, and the password. */
export function deletionForm(username: string) {
  const isUsername = (typed: string) => typed.trim().normalize('NFKC') === username;
  return z.strictObject({
    confirmation: z
      .string()
      .min(1)
      .refine((typed) => typed === '' || isUsername(typed), { error: 'MISMATCH' }),
    currentPassword: z.string().min(1),
  });
}
export const emptyDeletion = { confirmation: '', currentPassword: '' };
