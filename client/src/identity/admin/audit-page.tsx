import { keepPreviousData } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { auditInputOf } from '#client/identity/admin/admin.rules.ts';
import { AuditDownload } from '#client/identity/admin/audit-download.tsx';
import { AuditFilters } from '#client/identity/admin/audit-filters.tsx';
import { AuditRow } from '#client/identity/admin/audit-row.tsx';
import { Pager } from '#client/components/pager.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import { browserTimeZone, knownTimeZone } from '#client/lib/format.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';

function Nothing() {
  const { t } = useTranslation('admin');
  const { filter } = useAddress();
  const reset = () => filter({ user: null, event: null, from: null, to: null, ip: null });
  return (
    <EmptyState
      icon={<ScrollText />}
      title={t('audit.empty')}
      action={
        <Button variant="secondary" size="sm" onClick={reset}>
          {t('audit.reset')}
        </Button>
      }
    >
      {t('audit.emptyBody')}
    </EmptyState>
  );
}

/** What happened to everybody, newest first, and the same as a file. */
export function AuditPage() {
  const { t } = useTranslation('admin');
  const { params } = useAddress();
  usePageTitle(t('audit.title'));
  const timeZone = knownTimeZone(useSession().user?.timeZone) ?? browserTimeZone() ?? 'UTC';
  const input = auditInputOf(params, timeZone);
  const query = trpc.admin.audit.list.useQuery(input, { placeholderData: keepPreviousData });
  return (
    <div className="flex max-w-6xl flex-col gap-4">
      <AuditFilters items={query.data?.items ?? []} />
      <AuditDownload key={JSON.stringify(input)} filters={input} />
      <QueryCard query={query} skeleton={<LoadingRows rows={8} />} aria-label={t('audit.title')}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? (
              <Nothing />
            ) : (
              <ul aria-label={t('audit.title')} className="@container divide-y divide-line">
                {items.map((item) => (
                  <AuditRow key={item.id} item={item} />
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
