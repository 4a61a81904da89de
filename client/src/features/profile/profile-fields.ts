import type { FieldPath, UseFormReturn } from 'react-hook-form';
import type { ProfileValues } from '#client/features/profile/profile-values.ts';
import type { User } from '#shared/schemas/users.ts';

/** What a part of the profile form needs of the whole. */
export interface ProfileFieldsProps {
  user: User;
  form: UseFormReturn<ProfileValues>;
  textOf: (field: FieldPath<ProfileValues>) => string | undefined;
}
