import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { AfterLink, UnusableLink } from '#client/identity/auth/link-states.tsx';
import { useLink } from '#client/identity/auth/use-link.ts';
import { OutboxLink } from '#client/identity/mail/outbox-link.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { browserSession } from '#client/session/session.tsx';
import type { LinkPurpose } from '#shared/identity/links.ts';

type Act = Exclude<LinkPurpose, 'resetPassword'>;

/** What a link of a mail would do, and the button that does it: opening the page changes nothing. */
export function VerifyPage() {
  const link = useLink();
  const { token, found } = link;
  if (token === null || !found || found.purpose === 'resetPassword') return <UnusableLink link={link} />;
  return <Question key={token} token={token} purpose={found.purpose} email={found.email} />;
}

function useAct(purpose: Act) {
  const acts = {
    verifyEmail: trpc.auth.verifyEmail.useMutation(),
    confirmEmailChange: trpc.auth.confirmEmailChange.useMutation(),
    undoEmailChange: trpc.auth.undoEmailChange.useMutation(),
    undoDeletion: trpc.auth.undoDeletion.useMutation(),
    reportSignIn: trpc.auth.reportSignIn.useMutation(),
  };
  return acts[purpose];
}

function Question({ token, purpose, email }: { token: string; purpose: Act; email: string }) {
  const { t } = useTranslation('recovery');
  const act = useAct(purpose);
  usePageTitle(t(`verify.${purpose}.title`));
  if (act.data)
    return (
      <>
        <AfterLink>{t(`verify.${purpose}.done`, { email: act.data.email })}</AfterLink>
        <OutboxLink />
      </>
    );
  // Whoever is signed in here has another address now, or is not signed in any more.
  const press = () => act.mutate({ token }, { onSuccess: () => void browserSession.checkSession() });
  return (
    <div className="flex flex-col gap-5">
      <p className="[overflow-wrap:anywhere] text-ink-soft">{t(`verify.${purpose}.body`, { email })}</p>
      <FailureAlert failure={act.error ? failureOf(act.error) : null} />
      <Button size="lg" isPending={act.isPending} onClick={press}>
        {t(`verify.${purpose}.submit`)}
      </Button>
    </div>
  );
}
