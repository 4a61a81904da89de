import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Badge } from '#client/components/badge.tsx';
import { Card, CardLink } from '#client/components/card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import type { NetWorthQuery } from '#client/desk/dashboard/use-net-worth.ts';
import { Money, Ratio } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';
import type { Portfolio } from '#shared/money/portfolios.ts';

const shownAtMost = 6;

function Share({ portfolio, query }: { portfolio: Portfolio; query: NetWorthQuery }) {
  const { t } = useTranslation('dashboard');
  const { data, error } = query;
  if (!data) return error ? null : <Skeleton className="ml-auto h-10 w-28" />;
  const share = data.portfolios.find(({ portfolioId }) => portfolioId === portfolio.id);
  if (!share)
    return <span className="ml-auto text-[0.8125rem] text-ink-faint">{t('portfolios.notCounted')}</span>;
  const isMissing = data.missing.includes(portfolio.id);
  const { currency, provenance } = data;
  return (
    <span className="ml-auto text-right">
      <span className="block font-medium">
        <Money value={isMissing ? null : share.value} why={null} {...{ currency, provenance }} />
      </span>
      <span className="block text-[0.8125rem] text-ink-soft">
        {isMissing ? t('portfolios.noRate') : <Ratio value={share.weight} why={t('portfolios.noWeight')} />}
      </span>
    </span>
  );
}

function Row({ portfolio, query }: { portfolio: Portfolio; query: NetWorthQuery }) {
  const { t } = useTranslation('dashboard');
  const { id, name, accountType, baseCurrency, isSample, isArchived } = portfolio;
  return (
    <li>
      <Link
        to={`/portfolios/${id}`}
        className="flex min-h-16 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2 font-medium [overflow-wrap:anywhere]">
            {name}
            {isSample && <Badge tone="warning">{t('portfolios.sample')}</Badge>}
            {isArchived && <Badge>{t('portfolios.archived')}</Badge>}
          </span>
          <span className="block text-[0.8125rem] text-ink-soft">
            {t(`portfolios.types.${accountType}`)} · {baseCurrency}
          </span>
        </span>
        <Share portfolio={portfolio} query={query} />
      </Link>
    </li>
  );
}

/** The portfolios and their parts of net worth. */
export function PortfolioSharesCard({
  portfolios,
  query,
}: {
  portfolios: readonly Portfolio[];
  query: NetWorthQuery;
}) {
  const { t } = useTranslation('dashboard');
  return (
    <Card
      id="portfolios"
      title={t('portfolios.title')}
      action={<CardLink to="/portfolios" text={t('portfolios.all')} />}
    >
      <ToldOnce provenance={query.data?.provenance ?? null}>
        {(marks) => (
          <>
            <ul className="divide-y divide-line">
              {portfolios.slice(0, shownAtMost).map((portfolio) => (
                <Row key={portfolio.id} {...{ portfolio, query }} />
              ))}
            </ul>
            <p className="min-h-10 border-t border-line px-5 py-3 text-right">{marks}</p>
          </>
        )}
      </ToldOnce>
    </Card>
  );
}
