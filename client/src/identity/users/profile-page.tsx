import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProfileForm } from '#client/identity/users/profile-form.tsx';
import { useSession } from '#client/session/session.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

export function ProfilePage() {
  const { t } = useTranslation('profile');
  const { user } = useSession();
  const [hasErrors, setHasErrors] = useState(false);
  usePageTitle(t('title'), { hasErrors });
  return user && <ProfileForm user={user} onErrors={setHasErrors} />;
}
