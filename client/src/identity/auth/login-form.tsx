import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLogin } from '#client/identity/auth/use-login.ts';
import { Alert } from '#client/components/alert.tsx';
import { Button } from '#client/components/button.tsx';
import { Checkbox } from '#client/components/checkbox.tsx';
import { ErrorSummary } from '#client/forms/error-summary.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';
import type { LoginInput } from '#shared/identity/auth.ts';

export interface LoginFormProps {
  identifier?: string;
  onErrors?: (hasErrors: boolean) => void;
}

export function LoginForm({ identifier = '', onErrors }: LoginFormProps) {
  const { t } = useTranslation('auth');
  const { form, send, failure, isPending, needsSecondFactor, hasErrors } = useLogin(identifier);
  const labels = { identifier: t('identifier'), password: t('password') };
  const { textOf, wrong } = useWrongFields<LoginInput>(form.formState.errors, labels);
  useEffect(() => onErrors?.(hasErrors), [onErrors, hasErrors]);

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <ErrorSummary fields={wrong} />
      <TextField
        {...form.register('identifier')}
        id="identifier"
        label={labels.identifier}
        error={textOf('identifier')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        {...form.register('password')}
        id="password"
        label={labels.password}
        error={textOf('password')}
        autoComplete="current-password"
        required
      />
      <Checkbox
        {...form.register('rememberMe')}
        id="rememberMe"
        label={t('rememberMe')}
        hint={t('rememberMeHint')}
      />
      <FailureAlert failure={failure} />
      {needsSecondFactor && <Alert tone="warning">{t('login.secondFactor')}</Alert>}
      <Button type="submit" size="lg" isPending={isPending}>
        {t('login.submit')}
      </Button>
    </form>
  );
}
