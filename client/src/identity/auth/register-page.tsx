import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { RegisterForm } from '#client/identity/auth/register-form.tsx';
import { ReturnWhenSignedIn } from '#client/identity/auth/return-when-signed-in.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

export function RegisterPage() {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  const [hasErrors, setHasErrors] = useState(false);
  usePageTitle(t('register.title'), { hasErrors });
  return (
    <ReturnWhenSignedIn>
      <RegisterForm onErrors={setHasErrors} />
      <p className="mt-6 text-center text-ink-soft">
        {t('register.haveAccount')}{' '}
        <Link to={`/login${search}`} className="inline-block py-0.5 text-accent underline underline-offset-3">
          {t('register.login')}
        </Link>
      </p>
    </ReturnWhenSignedIn>
  );
}
