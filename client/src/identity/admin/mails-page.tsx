import { keepPreviousData } from '@tanstack/react-query';
import { MailCheck } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useStore } from 'zustand';
import { Alert } from '#client/components/alert.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { mailsInputOf, mailStates } from '#client/identity/admin/admin.rules.ts';
import { MailRow } from '#client/identity/admin/mail-row.tsx';
import { Pager } from '#client/components/pager.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { aboutServer } from '#client/session/renewal.ts';

/** What this server does with mails, where that is not sending them. */
function WithoutSending() {
  const { t } = useTranslation('admin');
  const features = useStore(aboutServer)?.features;
  if (!features || (features.mails && !features.outbox)) return null;
  return <Alert role="note">{t(features.outbox ? 'mails.outbox' : 'mails.off')}</Alert>;
}

function FailedMails({ failed }: { failed: number }) {
  const { t } = useTranslation('admin');
  const { params, search } = useAddress();
  const number = useFormat().number(failed);
  if (failed === 0) return null;
  return (
    <Alert tone="warning" role="note">
      {t('mails.failed', { count: failed, number })}{' '}
      {params.get('state') !== 'failed' && (
        <Link
          to={{ search: search({ state: 'failed', cursor: null }) }}
          className="touch-target inline-flex items-center underline underline-offset-3"
        >
          {t('mails.showFailed')}
        </Link>
      )}
    </Alert>
  );
}

/** The page has just counted: the navigation, which asks rarely, shows the same. */
function useTellNavigation(failed: number | undefined) {
  const { countFailed } = trpc.useUtils().admin.mails;
  useEffect(() => {
    if (failed !== undefined) countFailed.setData(undefined, { failed });
  }, [failed, countFailed]);
}

/** The mails of everybody on their way: to whom and what became of them, never what they say. */
export function MailsPage() {
  const { t } = useTranslation('admin');
  const { params, filter } = useAddress();
  usePageTitle(t('mails.title'));
  const query = trpc.admin.mails.list.useQuery(mailsInputOf(params), { placeholderData: keepPreviousData });
  useTellNavigation(query.data?.failed);
  return (
    <div className="flex max-w-6xl flex-col gap-4">
      <WithoutSending />
      <FailedMails failed={query.data?.failed ?? 0} />
      <SelectField
        id="state"
        className="sm:w-60"
        label={t('mails.state')}
        value={params.get('state') ?? ''}
        onChange={({ target }) => filter({ state: target.value })}
      >
        <option value="">{t('mails.all')}</option>
        {mailStates.map((state) => (
          <option key={state} value={state}>
            {t(`mails.states.${state}`)}
          </option>
        ))}
      </SelectField>
      <QueryCard query={query} skeleton={<LoadingRows rows={6} />} aria-label={t('mails.title')}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <EmptyState icon={<MailCheck />} title={t('mails.empty')}>
                {t('mails.emptyBody')}
              </EmptyState>
            ) : (
              <ul aria-label={t('mails.title')} className="@container divide-y divide-line">
                {items.map((mail) => (
                  <MailRow key={mail.id} mail={mail} />
                ))}
              </ul>
            )}
            <Pager nextCursor={nextCursor} />
          </>
        )}
      </QueryCard>
    </div>
  );
}
