import { z } from 'zod';
import { updateProfileInput, type User } from '#shared/identity/users.ts';

/** What of a profile is edited as a form; the version comes from what was last read. */
export const profileForm = updateProfileInput
  // Language and theme are no part of it: they take effect as they are chosen.
  .omit({ version: true, locale: true, theme: true })
  .required()
  // The server says which zones there are: this browser may know fewer.
  .extend({ timeZone: z.string() });
export type ProfileValues = z.infer<typeof profileForm>;
export type ProfileChanges = Partial<ProfileValues>;

export function valuesOf(user: User): ProfileValues {
  const { fullName, username, timeZone, baseCurrency, numberFormat } = user;
  return { fullName: fullName ?? '', username, timeZone, baseCurrency, numberFormat };
}

/** Only what its owner changed is sent: the rest may have been changed elsewhere meanwhile. */
export function changesOf(
  checked: ProfileValues,
  isDirty: (field: keyof ProfileValues) => boolean,
): ProfileChanges {
  return Object.fromEntries(
    Object.entries(checked).filter(([field]) => isDirty(field as keyof ProfileValues)),
  );
}

/** What the page shows before the server confirms. A username or a time zone may be refused, so they wait. */
export function previewOf({ username: _name, timeZone: _zone, ...changes }: ProfileChanges): Partial<User> {
  return { ...changes };
}
