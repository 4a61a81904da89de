import { useTranslation } from 'react-i18next';
import type { ProfileFieldsProps } from '#client/identity/users/profile-fields.ts';
import { TextField } from '#client/components/text-field.tsx';

/** Who the person is to others. The e-mail is shown as it is: changing it needs proof, not a form. */
export function AboutFields({ user, form, textOf }: ProfileFieldsProps) {
  const { t } = useTranslation('profile');
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
      <TextField
        {...form.register('fullName')}
        id="fullName"
        label={t('fullName')}
        error={textOf('fullName')}
        autoComplete="name"
      />
      <TextField
        {...form.register('username')}
        id="username"
        label={t('username')}
        hint={t('usernameHint')}
        error={textOf('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </div>
  );
}
