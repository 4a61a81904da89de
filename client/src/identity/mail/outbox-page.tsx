import { Mailbox } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { OutboxMail } from '#shared/identity/mail.ts';

/** The mails of a server that sends none. */
export function OutboxPage() {
  const { t } = useTranslation('recovery');
  const query = trpc.outbox.list.useQuery(undefined, { refetchOnWindowFocus: true });
  usePageTitle(t('outbox.title'));
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('outbox.body')}</p>
      <Button
        variant="secondary"
        size="sm"
        className="self-start"
        isPending={query.isFetching}
        onClick={() => void query.refetch()}
      >
        {t('outbox.reload')}
      </Button>
      {query.data && query.data.length > 0 ? (
        query.data.map((mail) => <Mail key={mail.id} mail={mail} />)
      ) : (
        <QueryCard query={query} skeleton={<LoadingRows rows={3} />}>
          {() => (
            <EmptyState icon={<Mailbox />} title={t('outbox.empty')}>
              {t('outbox.emptyBody')}
            </EmptyState>
          )}
        </QueryCard>
      )}
    </div>
  );
}

function Mail({ mail: { subject, to, text, createdAt } }: { mail: OutboxMail }) {
  const { t } = useTranslation('recovery');
  return (
    <Card
      title={subject}
      description={
        <span className="[overflow-wrap:anywhere]">
          {t('outbox.to')}: {to} · <RelativeTime at={createdAt} />
        </span>
      }
    >
      <div className="flex flex-col gap-3 p-5 [overflow-wrap:anywhere] whitespace-pre-line">
        <p>
          <WithLinks text={text} />
        </p>
      </div>
    </Card>
  );
}

/** The text of a mail, whose addresses can be pressed as in a mail program. */
function WithLinks({ text }: { text: string }) {
  return text.split(/(\s)/).map((part, index) =>
    part.includes('#token=') ? (
      <a
        key={part}
        href={part}
        className="touch-target inline-block text-accent underline underline-offset-3"
      >
        {part}
      </a>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the text never changes
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
