import { useTranslation } from 'react-i18next';
import { TextField } from '#client/components/text-field.tsx';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import { AvatarField } from '#client/identity/users/avatar-field.tsx';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import type { User } from '#shared/identity/users.ts';

export interface AboutFieldsProps {
  user: User;
  profile: CallFormState<ProfileValues>;
}

/** Picture, name and username. The e-mail is only shown: a change of it needs proof that this form cannot ask for. */
export function AboutFields({ user, profile }: AboutFieldsProps) {
  const { t } = useTranslation('users');
  return (
    <div className="flex flex-col gap-4 p-5">
      <AvatarField user={user} />
      <TextField
        id="email"
        label={t('email')}
        hint={t('emailHint')}
        type="email"
        value={user.email}
        readOnly
        autoComplete="email"
      />
      <TextField {...profile.field('fullName')} autoComplete="name" />
      <TextField
        {...profile.field('username')}
        hint={t('usernameHint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </div>
  );
}
