import { keepPreviousData } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { usersInputOf } from '#client/identity/admin/admin.rules.ts';
import { Pager } from '#client/components/pager.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import { UserFilters } from '#client/identity/admin/user-filters.tsx';
import { UserRow } from '#client/identity/admin/user-row.tsx';
import { UserSheet } from '#client/identity/admin/user-sheet.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { UsersPage as Page } from '#shared/identity/admin.ts';

function Nobody() {
  const { t } = useTranslation('admin');
  const { filter } = useAddress();
  const reset = () => filter({ search: null, role: null, state: null });
  return (
    <EmptyState
      icon={<UsersRound />}
      title={t('users.empty')}
      action={
        <Button variant="secondary" size="sm" onClick={reset}>
          {t('users.reset')}
        </Button>
      }
    >
      {t('users.emptyBody')}
    </EmptyState>
  );
}

/** How many fit; the server stops counting at ten thousand. */
function Total({ page: { total, isTotalExact } }: { page: Page }) {
  const { t } = useTranslation('admin');
  const number = useFormat().number(total);
  return (
    <p role="status" className="border-b border-line px-5 py-2.5 text-[0.8125rem] text-ink-soft">
      {isTotalExact ? t('users.found', { count: total, number }) : t('users.foundMore', { number })}
    </p>
  );
}

/** Everybody with an account: found, filtered, sorted, and one of them opened beside the list. */
export function UsersPage() {
  const { t } = useTranslation('admin');
  const { params } = useAddress();
  usePageTitle(t('users.title'));
  const query = trpc.admin.users.list.useQuery(usersInputOf(params), { placeholderData: keepPreviousData });
  return (
    <div className="flex max-w-6xl flex-col gap-4">
      <UserFilters />
      <QueryCard query={query} skeleton={<LoadingRows rows={8} />} aria-label={t('users.title')}>
        {(page) => (
          <>
            <Total page={page} />
            {page.items.length === 0 ? (
              <Nobody />
            ) : (
              <ul aria-label={t('users.title')} className="@container divide-y divide-line">
                {page.items.map((user) => (
                  <UserRow key={user.id} user={user} />
                ))}
              </ul>
            )}
            <Pager nextCursor={page.nextCursor} />
          </>
        )}
      </QueryCard>
      <UserSheet />
    </div>
  );
}
