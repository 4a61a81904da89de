import { z } from 'zod';

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
export type DeletionValues = z.infer<ReturnType<typeof deletionForm>>;

export const emptyDeletion: DeletionValues = { confirmation: '', currentPassword: '' };
