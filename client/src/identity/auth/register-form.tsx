import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegister } from '#client/identity/auth/use-register.ts';
import type { RegisterValues } from '#client/identity/auth/register-values.ts';
import { Button } from '#client/components/button.tsx';
import { ErrorSummary } from '#client/forms/error-summary.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { PasswordStrength } from '#client/components/password-strength.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';

export function RegisterForm({ onErrors }: { onErrors: (hasErrors: boolean) => void }) {
  const { t } = useTranslation(['auth', 'common']);
  const { form, send, suggest, usernameHint, failure, isPending, hasErrors } = useRegister();
  const labels = {
    email: t('email'),
    password: t('password'),
    passwordConfirmation: t('passwordConfirmation'),
    username: t('username'),
    fullName: t('fullName'),
  };
  const { textOf, wrong } = useWrongFields<RegisterValues>(form.formState.errors, labels);
  const field = (name: keyof RegisterValues) => ({ id: name, label: labels[name], error: textOf(name) });
  const optional = <span className="text-[0.8125rem] text-ink-faint">{t('common:optional')}</span>;
  useEffect(() => onErrors(hasErrors), [onErrors, hasErrors]);

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <ErrorSummary fields={wrong} />
      <TextField
        {...form.register('email', { onChange: ({ target }) => suggest(String(target.value)) })}
        {...field('email')}
        type="email"
        autoComplete="email"
        required
      />
      <PasswordField
        {...form.register('password', { deps: ['passwordConfirmation'] })}
        {...field('password')}
        hint={<PasswordStrength password={form.watch('password')} />}
        autoComplete="new-password"
        required
      />
      <PasswordField
        {...form.register('passwordConfirmation', {
          onBlur: ({ target }) => void (target.value && form.trigger('passwordConfirmation')),
        })}
        {...field('passwordConfirmation')}
        autoComplete="new-password"
        required
      />
      <TextField
        {...form.register('username')}
        {...field('username')}
        hint={t(usernameHint)}
        aside={optional}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField {...form.register('fullName')} {...field('fullName')} aside={optional} autoComplete="name" />
      <FailureAlert failure={failure} />
      <Button type="submit" size="lg" isPending={isPending}>
        {t('register.submit')}
      </Button>
    </form>
  );
}
