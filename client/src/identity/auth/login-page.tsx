import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { LoginForm } from '#client/identity/auth/login-form.tsx';
import { ReturnWhenSignedIn } from '#client/identity/auth/return-when-signed-in.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

export function LoginPage() {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  const [hasErrors, setHasErrors] = useState(false);
  usePageTitle(t('login.title'), { hasErrors });
  return (
    <ReturnWhenSignedIn>
      <LoginForm onErrors={setHasErrors} />
      <p className="mt-6 text-center text-ink-soft">
        {t('login.noAccount')}{' '}
        <Link
          to={`/register${search}`}
          className="inline-block py-0.5 text-accent underline underline-offset-3"
        >
          {t('login.register')}
        </Link>
      </p>
    </ReturnWhenSignedIn>
  );
}
