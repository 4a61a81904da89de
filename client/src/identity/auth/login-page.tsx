import { clsx } from 'clsx';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { useStore } from 'zustand';
import { Checkbox } from '#client/components/checkbox.tsx';
import { latePart } from '#client/components/late-part.tsx';
import { Spinner } from '#client/components/spinner.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { keptWait } from '#client/forms/kept-wait.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { aboutServer, useRegistrationOpen } from '#client/session/renewal.ts';
import type { FactorMethod } from '#shared/identity/factors.ts';
import { loadFactorTexts } from '#client/i18n/i18n.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';

/** A chunk of its own, with its texts: most sign-ins need none of it. */
const OtherWays = latePart(async () => {
  const [ways] = await Promise.all([import('#client/identity/auth/other-ways.tsx'), loadFactorTexts()]);
  return ways.OtherWays;
});

export function LoginPage() {
  const { t } = useTranslation('auth');
  const { search, state } = useLocation();
  const isOpen = useRegistrationOpen();
  const hasPasskeys = useStore(aboutServer)?.features?.passkeys;
  usePageTitle(t('login.title'));
  return (
    <LoginForm identifier={identifierIn(state) || (keptWait('sign-in')?.subject ?? '')}>
      {isOpen !== false && (
        // Keeps its place until it is known, so that nothing moves and nothing false is offered.
        <p
          data-offer="registration"
          className={clsx('mt-6 text-center text-ink-soft', isOpen === undefined && 'invisible')}
        >
          {t('login.noAccount')}{' '}
          <Link
            to={`/register${search}`}
            className="touch-target inline-flex items-center text-accent underline underline-offset-3"
          >
            {t('login.register')}
          </Link>
        </p>
      )}
      <p className="mt-3 text-center">
        <Link
          to="/forgot"
          className="touch-target inline-flex items-center text-ink-soft underline underline-offset-3 hover:text-ink"
        >
          {t('login.forgotten')}
        </Link>
      </p>
      {hasPasskeys && (
        <Suspense>
          <OtherWays />
        </Suspense>
      )}
    </LoginForm>
  );
}

/** What the registration page passed on. */
function identifierIn(state: unknown): string {
  const isPassed = typeof state === 'object' && state !== null && 'identifier' in state;
  return isPassed && typeof state.identifier === 'string' ? state.identifier : '';
}

export interface LoginFormProps {
  identifier?: string;
  rememberMe?: boolean;
  /** What stands below the password, and goes with it when a second factor is asked for. */
  children?: ReactNode;
}

/** Checks only that something was typed. It has no schema: zod would be an eighth of this page's JavaScript. */
export function LoginForm({ identifier = '', rememberMe = false, children }: LoginFormProps) {
  const { t } = useTranslation('auth');
  const [methods, setMethods] = useState<readonly FactorMethod[]>();
  const form = useCallForm({
    call: trpc.auth.login.useMutation(),
    input: (values) => values,
    onDone: (answer) => answer.status === 'second-factor' && setMethods(answer.methods),
    defaults: { identifier, password: '', rememberMe },
    labels: { identifier: t('identifier'), password: t('password') },
    retype: 'password',
    wait: { place: 'sign-in', subjectOf: (values) => values.identifier },
  });
  if (methods)
    return (
      <Suspense fallback={<Spinner className="mx-auto size-5" />}>
        <OtherWays methods={methods} onRestart={() => setMethods(undefined)} />
      </Suspense>
    );
  return (
    <>
      <CallForm
        form={form}
        actions={
          <SubmitButton form={form} size="lg">
            {t('login.submit')}
          </SubmitButton>
        }
      >
        <TextField
          {...form.field('identifier', {
            required: 'REQUIRED',
            pattern: { value: /\S/, message: 'REQUIRED' },
            // The wait was for another name.
            onChange: form.endWait,
          })}
          autoComplete="username webauthn"
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
      {children}
    </>
  );
}
