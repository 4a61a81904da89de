import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { Button } from '#client/components/button.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { PasswordStrength } from '#client/components/password-strength.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { emptyRegistration, registerForm } from '#client/identity/auth/auth.rules.ts';
import { useLocale } from '#client/lib/locale.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { usernameOfEmail } from '#shared/identity/users.ts';

export function RegisterPage() {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  usePageTitle(t('register.title'));
  return (
    <>
      <RegisterForm />
      <p className="mt-6 text-center text-ink-soft">
        {t('register.haveAccount')}{' '}
        <Link
          to={`/login${search}`}
          className="touch-target inline-flex items-center text-accent underline underline-offset-3"
        >
          {t('register.login')}
        </Link>
      </p>
    </>
  );
}

const resolver = checkedBy(registerForm);

/** A username nobody touched is only a suggestion and is not sent: the server may number it. */
function RegisterForm() {
  const { t } = useTranslation(['auth', 'common']);
  const { locale } = useLocale();
  const callForm = useCallForm({
    call: trpc.auth.register.useMutation(),
    resolver,
    defaults: emptyRegistration,
    input: ({ passwordConfirmation: _again, username, ...typed }, { getFieldState }) => ({
      ...typed,
      ...(getFieldState('username').isDirty && { username }),
      locale,
    }),
    labels: {
      email: t('email'),
      password: t('password'),
      passwordConfirmation: t('passwordConfirmation'),
      username: t('username'),
      fullName: t('fullName'),
    },
  });
  const { form, field } = callForm;
  const isChosen = Boolean(callForm.dirtyFields.username);
  const shownUsername = useWatch({ control: form.control, name: 'username' });
  const optional = <span className="text-[0.8125rem] text-ink-faint">{t('common:optional')}</span>;

  function suggestUsername(email: string) {
    if (!isChosen) form.resetField('username', { defaultValue: usernameOfEmail(email) ?? '' });
  }

  return (
    <CallForm
      form={callForm}
      actions={
        <Button type="submit" size="lg" isPending={callForm.isPending}>
          {t('register.submit')}
        </Button>
      }
    >
      <TextField
        {...field('email', { onChange: ({ target }) => suggestUsername(String(target.value)) })}
        type="email"
        autoComplete="email"
        required
      />
      <PasswordField
        {...field('password', { deps: ['passwordConfirmation'] })}
        hint={<PasswordStrength password={form.watch('password')} />}
        autoComplete="new-password"
        required
      />
      <PasswordField
        {...field('passwordConfirmation', {
          onBlur: ({ target }) => void (target.value && form.trigger('passwordConfirmation')),
        })}
        autoComplete="new-password"
        required
      />
      <TextField
        {...field('username')}
        hint={t(usernameHint(shownUsername, isChosen))}
        aside={optional}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField {...field('fullName')} aside={optional} autoComplete="name" />
    </CallForm>
  );
}

function usernameHint(username: string, isChosen: boolean) {
  if (username === '') return 'usernameEmpty';
  return isChosen ? 'usernameChosen' : 'usernameSuggested';
}
