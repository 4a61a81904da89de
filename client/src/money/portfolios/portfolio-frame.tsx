import { FolderSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useMatch, useParams } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { PortfolioBadges } from '#client/money/portfolios/portfolio-badges.tsx';
import { SimulatedRibbon } from '#client/money/figures/simulated-ribbon.tsx';
import { useWorth } from '#client/money/portfolios/use-worth.ts';
import { Worth } from '#client/money/portfolios/worth.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What stands around every page of one portfolio. The page gets the portfolio as the outlet's context. */
export function PortfolioFrame() {
  const { portfolioId } = useParams();
  const query = trpc.portfolios.list.useQuery({ includeArchived: true });
  const portfolio = query.data?.find(({ id }) => id === portfolioId);
  if (portfolio) return <Frame portfolio={portfolio} />;
  if (query.data) return <Unknown />;
  return <Loading query={query} />;
}

function Loading({ query }: { query: ReturnType<typeof trpc.portfolios.list.useQuery> }) {
  const { t } = useTranslation('portfolios');
  usePageTitle(t('one'));
  return (
    <QueryCard query={query} skeleton={<LoadingRows rows={6} />} className="max-w-5xl">
      {() => null}
    </QueryCard>
  );
}

/** Of somebody else, removed, or never there: no page tells which. */
function Unknown() {
  const { t } = useTranslation('portfolios');
  usePageTitle(t('unknown.title'));
  return (
    <Card className="max-w-5xl">
      <EmptyState
        icon={<FolderSearch />}
        title={t('unknown.title')}
        action={
          <Link to="/portfolios" className={buttonStyles({ variant: 'secondary', size: 'sm' })}>
            {t('unknown.toList')}
          </Link>
        }
      >
        {t('unknown.body')}
      </EmptyState>
    </Card>
  );
}

function Frame({ portfolio }: { portfolio: Portfolio }) {
  const { data } = useWorth(portfolio);
  return (
    <div className="flex flex-col gap-5">
      {(portfolio.isSample || data?.provenance.sources.includes('sim')) && <SimulatedRibbon />}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="flex min-w-0 flex-col gap-2">
          <h2 className="text-lg leading-6 font-semibold [overflow-wrap:anywhere]">{portfolio.name}</h2>
          <p className="flex flex-wrap items-center gap-1.5">
            <PortfolioBadges portfolio={portfolio} />
          </p>
          <Worth portfolio={portfolio} />
        </div>
        <RecordLink portfolio={portfolio} />
      </div>
      <Tabs portfolio={portfolio} />
      <Outlet context={portfolio} />
    </div>
  );
}

function RecordLink({ portfolio: { id } }: { portfolio: Portfolio }) {
  const { t } = useTranslation('portfolios');
  const isThere = useMatch('/portfolios/:portfolioId/record');
  if (isThere) return null;
  return (
    <Link to={`/portfolios/${id}/record#transaction.type`} className={buttonStyles({})}>
      {t('record')}
    </Link>
  );
}

const tabs = [
  { id: 'positions', path: '' },
  { id: 'transactions', path: '/transactions' },
  { id: 'performance', path: '/performance' },
  { id: 'settings', path: '/settings' },
] as const;

/** The pages of a portfolio. They wrap on a phone: what one has to scroll for is not found. */
function Tabs({ portfolio: { id } }: { portfolio: Portfolio }) {
  const { t } = useTranslation('portfolios');
  return (
    <nav aria-label={t('tabs.label')} className="flex flex-wrap border-b sm:gap-x-1 border-line print:hidden">
      {tabs.map((tab) => (
        <NavLink
          key={tab.id}
          end
          to={`/portfolios/${id}${tab.path}`}
          className="touch-target -mb-px inline-flex items-center border-b-2 border-transparent px-1.5 py-2 sm:px-3 font-medium text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
        >
          {t(`tabs.${tab.id}`)}
        </NavLink>
      ))}
    </nav>
  );
}
