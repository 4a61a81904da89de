import { z } from 'zod';
import { registerInput } from '#shared/identity/auth.ts';
import { resetPasswordInput } from '#shared/identity/links.ts';
import { usernameSchema, fullNameSchema } from '#shared/identity/users.ts';

/** A field left empty is a field not sent. */
const leftOut = z.string().transform((value) => (value.trim() === '' ? undefined : value));

/** The registration form: the shared input, with the password typed twice and locale added on sending. */
export const registerForm = registerInput
  .omit({ locale: true })
  .extend({
    passwordConfirmation: z.string().min(1),
    username: leftOut.pipe(usernameSchema.optional()),
    fullName: leftOut.pipe(fullNameSchema.optional()),
  })
  .refine(({ password, passwordConfirmation: again }) => again === '' || password === again, {
    path: ['passwordConfirmation'],
    error: 'MISMATCH',
  });

export const emptyRegistration: z.input<typeof registerForm> = {
  email: '',
  password: '',
  passwordConfirmation: '',
  username: '',
  fullName: '',
};

/** A new password by a link, typed twice. */
export const newPasswordForm = resetPasswordInput
  .omit({ token: true })
  .extend({ newPasswordConfirmation: z.string().min(1) })
  .refine(({ newPassword, newPasswordConfirmation: again }) => again === '' || newPassword === again, {
    path: ['newPasswordConfirmation'],
    error: 'MISMATCH',
  });

export const emptyNewPassword: z.input<typeof newPasswordForm> = {
  newPassword: '',
  newPasswordConfirmation: '',
};
