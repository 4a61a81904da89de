import { useTranslation } from 'react-i18next';
import { TextField } from '#client/components/text-field.tsx';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import type { User } from '#shared/identity/users.ts';

export interface AboutFieldsProps {
  user: User;
  profile: CallFormState<ProfileValues>;
}

/** Who the person is to others. The e-mail is shown as it is: changing it needs proof, not a form. */
export function AboutFields({ user, profile }: AboutFieldsProps) {
  const { t } = useTranslation('users');
  return (
    <div className="flex flex-col gap-4 p-5">
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
