import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { Fact } from '#client/identity/admin/facts.tsx';
import { failureOf, refusalOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useFailure } from '#client/session/session.tsx';
import type { ListedMail } from '#shared/identity/admin.ts';

const tones = { queued: 'neutral', sent: 'accent', failed: 'danger' } as const;

function MailFacts({ mail }: { mail: ListedMail }) {
  const { t } = useTranslation('admin');
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-2 @md:grid-cols-2 @3xl:grid-cols-4">
      <Fact name={t('mails.to')}>{mail.to}</Fact>
      <Fact name={t('mails.created')}>
        <RelativeTime at={mail.createdAt} />
      </Fact>
      {mail.sentAt !== null && (
        <Fact name={t('mails.sent')}>
          <RelativeTime at={mail.sentAt} />
        </Fact>
      )}
      {mail.nextTryAt !== null && mail.tries > 0 && (
        <Fact name={t('mails.nextTry')}>
          <RelativeTime at={mail.nextTryAt} />
        </Fact>
      )}
      {mail.error !== null && (
        <Fact name={t('mails.error')}>
          {mail.error} · {t('mails.tries')}: {mail.tries}
        </Fact>
      )}
    </dl>
  );
}

/** Sends a mail that was given up once more. */
function Retry({ mail, kind }: { mail: ListedMail; kind: string }) {
  const { t } = useTranslation('admin');
  const retry = trpc.admin.mails.retry.useMutation();
  const [failure, setFailure] = useFailure();

  async function sendAgain() {
    setFailure(null);
    try {
      await retry.mutateAsync({ id: mail.id });
      showToast({ title: t('mails.retried'), description: mail.to });
    } catch (error) {
      if (refusalOf(error)?.code !== 'LINK_INVALID') setFailure(failureOf(error));
      else showToast({ tone: 'danger', title: t('mails.invalid'), description: mail.to });
    }
  }
  if (!mail.canRetry) return <p className="text-[0.8125rem] text-ink-soft">{t('mails.cannotRetry')}</p>;
  return (
    <div className="flex flex-col items-start gap-2">
      <FailureAlert failure={failure} />
      <Button
        variant="secondary"
        size="sm"
        isPending={retry.isPending}
        aria-label={t('mails.retryNamed', { kind, to: mail.to })}
        onClick={() => void sendAgain()}
      >
        {t('mails.retry')}
      </Button>
    </div>
  );
}

/** One mail: of which kind, to whom, and what became of it. */
export function MailRow({ mail }: { mail: ListedMail }) {
  const { t } = useTranslation('admin');
  const kind = t(`mails.kinds.${mail.kind}`);
  return (
    <li className="flex flex-col gap-2 px-5 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{kind}</h3>
        <Badge tone={tones[mail.state]}>{t(`mails.states.${mail.state}`)}</Badge>
      </div>
      <MailFacts mail={mail} />
      {mail.state === 'failed' && <Retry mail={mail} kind={kind} />}
    </li>
  );
}
