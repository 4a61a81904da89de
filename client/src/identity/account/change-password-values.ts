import { z } from 'zod';
import { changePasswordInput } from '#shared/identity/account.ts';

/** The shared input, with the new password typed twice. */
export const changePasswordForm = changePasswordInput
  .extend({ currentPassword: z.string().min(1), newPasswordConfirmation: z.string().min(1) })
  .refine(({ newPassword, newPasswordConfirmation: again }) => again === '' || newPassword === again, {
    path: ['newPasswordConfirmation'],
    error: 'MISMATCH',
  });
export type ChangePasswordValues = z.infer<typeof changePasswordForm>;

export const emptyChange: ChangePasswordValues = {
  currentPassword: '',
  newPassword: '',
  newPasswordConfirmation: '',
};
