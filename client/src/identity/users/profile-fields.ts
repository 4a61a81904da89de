import type { FieldPath, UseFormReturn } from 'react-hook-form';
import type { ProfileValues } from '#client/identity/users/profile-values.ts';
import type { User } from '#shared/identity/users.ts';

/** What a part of the profile form needs of the whole. */
export interface ProfileFieldsProps {
  user: User;
  form: UseFormReturn<ProfileValues>;
  textOf: (field: FieldPath<ProfileValues>) => string | undefined;
}
