import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { Button } from '#client/components/button.tsx';
import { Checkbox } from '#client/components/checkbox.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { NewPortfolio } from '#client/money/portfolios/new-portfolio.tsx';
import { NoPortfolios } from '#client/money/portfolios/no-portfolios.tsx';
import { PortfolioBadges } from '#client/money/portfolios/portfolio-badges.tsx';
import { Worth } from '#client/money/portfolios/worth.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useAddress } from '#client/lib/use-address.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** All accounts of a person, each with its value and what today has changed. */
export function PortfoliosPage() {
  const { t } = useTranslation('portfolios');
  const { params, show, filter } = useAddress();
  const isArchiveShown = params.has('archived');
  usePageTitle(t('title'));
  const query = trpc.portfolios.list.useQuery({ includeArchived: true });
  const portfolios = query.data ?? [];
  const hasArchived = portfolios.some(({ isArchived }) => isArchived);
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      {portfolios.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Button onClick={() => show({ new: '1' })}>
            <Plus aria-hidden className="size-4" />
            {t('add')}
          </Button>
          {hasArchived && (
            <Checkbox
              id="archived"
              label={t('showArchived')}
              checked={isArchiveShown}
              onChange={({ target }) => filter({ archived: target.checked ? '1' : null })}
            />
          )}
        </div>
      )}
      <QueryCard query={query} skeleton={<LoadingRows rows={3} />} aria-label={t('title')}>
        {(all) =>
          all.length === 0 ? (
            <NoPortfolios onAdd={() => show({ new: '1' })} />
          ) : (
            <List portfolios={all.filter(({ isArchived }) => isArchiveShown || !isArchived)} />
          )
        }
      </QueryCard>
      <NewPortfolioDialog />
    </div>
  );
}

function List({ portfolios }: { portfolios: readonly Portfolio[] }) {
  const { t } = useTranslation('portfolios');
  if (portfolios.length === 0) return <p className="p-5 text-ink-soft">{t('allArchived')}</p>;
  return (
    <ul aria-label={t('title')} className="divide-y divide-line">
      {portfolios.map((portfolio) => (
        <Row key={portfolio.id} portfolio={portfolio} />
      ))}
    </ul>
  );
}

/** The whole row opens the portfolio. */
function Row({ portfolio }: { portfolio: Portfolio }) {
  const { id, name, baseCurrency } = portfolio;
  return (
    <li className="relative flex flex-col gap-3 px-5 py-4 transition-colors hover:bg-hover sm:flex-row sm:items-center sm:justify-between">
      <div className="min-w-0">
        <Link
          to={`/portfolios/${id}`}
          className="touch-target inline-flex items-center font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          {name}
        </Link>
        <p className="flex flex-wrap items-center gap-1.5">
          <PortfolioBadges portfolio={portfolio} />
          <span className="text-[0.8125rem] text-ink-soft">{baseCurrency}</span>
        </p>
      </div>
      <div className="shrink-0 sm:text-right">
        <Worth portfolio={portfolio} />
      </div>
    </li>
  );
}

/** Open while the address says so: the way to it can be linked. */
function NewPortfolioDialog() {
  const { t } = useTranslation('portfolios');
  const { params, show } = useAddress();
  const navigate = useNavigate();
  const close = () => show({ new: null });
  return (
    <Dialog open={params.has('new')} onClose={close} title={t('newTitle')} description={t('newBody')}>
      <NewPortfolio
        onCancel={close}
        onMade={({ id }) => void navigate(`/portfolios/${id}`, { replace: true })}
      />
    </Dialog>
  );
}
