import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { Alert } from '#client/components/alert.tsx';
import { Button } from '#client/components/button.tsx';
import { Checkbox } from '#client/components/checkbox.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';

export function LoginPage() {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  usePageTitle(t('login.title'));
  return (
    <>
      <LoginForm />
      <p className="mt-6 text-center text-ink-soft">
        {t('login.noAccount')}{' '}
        <Link
          to={`/register${search}`}
          className="touch-target inline-flex items-center text-accent underline underline-offset-3"
        >
          {t('login.register')}
        </Link>
      </p>
    </>
  );
}

/** Checks only that something was typed. It has no schema: zod would be an eighth of this page's JavaScript. */
export function LoginForm({ identifier = '' }: { identifier?: string }) {
  const { t } = useTranslation('auth');
  const login = trpc.auth.login.useMutation();
  const form = useCallForm({
    call: login,
    input: (values) => values,
    defaults: { identifier, password: '', rememberMe: false },
    labels: { identifier: t('identifier'), password: t('password') },
    retype: 'password',
  });
  const needsSecondFactor = login.data?.status === 'second-factor';
  return (
    <CallForm
      form={form}
      actions={
        <>
          {needsSecondFactor && <Alert tone="warning">{t('login.secondFactor')}</Alert>}
          <Button type="submit" size="lg" isPending={form.isPending}>
            {t('login.submit')}
          </Button>
        </>
      }
    >
      <TextField
        {...form.field('identifier', { required: 'REQUIRED', pattern: { value: /\S/, message: 'REQUIRED' } })}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        {...form.field('password', { required: 'REQUIRED' })}
        autoComplete="current-password"
        required
      />
      <Checkbox
        {...form.form.register('rememberMe')}
        id="rememberMe"
        label={t('rememberMe')}
        hint={t('rememberMeHint')}
      />
    </CallForm>
  );
}
