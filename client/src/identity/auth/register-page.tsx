import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { PasswordField } from '#client/components/password-field.tsx';
import { PasswordStrength } from '#client/components/password-strength.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { emptyRegistration, registerForm } from '#client/identity/auth/auth.rules.ts';
import { useLocale } from '#client/lib/locale.ts';
import { useRegistrationOpen } from '#client/session/renewal.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { usernameOfEmail } from '#shared/identity/users.ts';

export function RegisterPage() {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  const isOpen = useRegistrationOpen() !== false;
  usePageTitle(t(isOpen ? 'register.title' : 'register.closed'));
  return (
    <>
      {isOpen ? <RegisterForm /> : <p className="text-ink-soft">{t('register.closedBody')}</p>}
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
  const [password, ...ownTexts] = useWatch({
    control: form.control,
    name: ['password', 'email', 'username', 'fullName'],
  });
  const [email] = ownTexts;
  const isTaken = form.formState.errors.email?.message === 'EMAIL_TAKEN';
  const isRefused = form.formState.errors.password !== undefined;
  const shownUsername = useWatch({ control: form.control, name: 'username' });
  const optional = <span className="text-[0.8125rem] text-ink-faint">{t('common:optional')}</span>;

  function suggestUsername(typed: string) {
    if (!isChosen) form.resetField('username', { defaultValue: usernameOfEmail(typed) ?? '' });
  }

  return (
    <CallForm
      form={callForm}
      actions={
        <SubmitButton form={callForm} size="lg">
          {t('register.submit')}
        </SubmitButton>
      }
    >
      <TextField
        {...field('email', { onChange: ({ target }) => suggestUsername(String(target.value)) })}
        type="email"
        hint={isTaken && <SignInInstead email={email} />}
        autoComplete="email"
        required
      />
      <PasswordField
        {...field('password', { deps: ['passwordConfirmation'] })}
        hint={<PasswordStrength {...{ password, ownTexts, isRefused }} />}
        autoComplete="new-password"
        required
      />
      <PasswordField {...field('passwordConfirmation')} autoComplete="new-password" required />
      <TextField
        {...field('username')}
        hint={t(usernameHint(shownUsername, isChosen))}
        aside={optional}
        // A suggestion may still be numbered: a password manager must not keep it.
        autoComplete={isChosen ? 'username' : 'off'}
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField {...field('fullName')} aside={optional} autoComplete="name" />
    </CallForm>
  );
}

/** The way on for who has an account; the address goes along. */
function SignInInstead({ email }: { email: string }) {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  return (
    <Link
      to={`/login${search}`}
      state={{ identifier: email }}
      className="inline-block py-0.5 text-accent underline underline-offset-3"
    >
      {t('register.signInInstead')}
    </Link>
  );
}

function usernameHint(username: string, isChosen: boolean) {
  if (username === '') return 'usernameEmpty';
  return isChosen ? 'usernameChosen' : 'usernameSuggested';
}
