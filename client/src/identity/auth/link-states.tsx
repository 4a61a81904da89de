import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Alert } from '#client/components/alert.tsx';
import { Button, buttonStyles } from '#client/components/button.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import type { useLink } from '#client/identity/auth/use-link.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { useSession } from '#client/session/session.tsx';

type CheckedLink = ReturnType<typeof useLink>;

/** A way on, as a link that looks like a button. */
export function WayOn({ to, text, state }: { to: string; text: string; state?: object }) {
  return (
    <Link to={to} state={state} className={buttonStyles({ variant: 'secondary', className: 'self-start' })}>
      {text}
    </Link>
  );
}

/** Where whoever has used a link goes on: into the application, or to sign in. */
export function AfterLink({ children }: { children: ReactNode }) {
  const { t } = useTranslation('recovery');
  const { status } = useSession();
  const isIn = status === 'signed-in';
  return (
    <div className="flex flex-col gap-5">
      <Alert tone="success" role="status">
        {children}
      </Alert>
      <WayOn to={isIn ? '/' : '/login'} text={t(isIn ? 'link.home' : 'link.signIn')} />
    </div>
  );
}

/** What is said instead of a link's page while it is checked, and when it does not hold. */
export function UnusableLink({ link: { token, failure, isChecking, checkAgain } }: { link: CheckedLink }) {
  const { t } = useTranslation(['recovery', 'common']);
  const isInvalid = failure?.kind === 'refusal' && failure.code === 'LINK_INVALID';
  usePageTitle(titleOf());
  if (isChecking) return <p role="status">{t('link.checking')}</p>;
  if (token !== null && !isInvalid && failure)
    return (
      <div className="flex flex-col gap-5">
        <FailureAlert failure={failure} />
        <Button variant="secondary" className="self-start" onClick={checkAgain}>
          {t('common:retry')}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-soft">{t(isInvalid ? 'link.invalid' : 'link.missing')}</p>
      <WayOn to="/forgot" text={t('link.askAgain')} />
    </div>
  );

  function titleOf(): string {
    if (isInvalid) return t('link.invalidTitle');
    return t(token === null ? 'link.missingTitle' : 'verify.title');
  }
}
