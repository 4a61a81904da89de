import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { NetWorthData } from '#client/desk/dashboard/use-net-worth.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

function Note({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>
        {text} {children}
      </span>
    </li>
  );
}

const linkStyles =
  'touch-target inline-flex items-center underline decoration-line-strong underline-offset-3 hover:decoration-current';

/** What keeps the figures from being whole, and what to do about it. */
export function NetWorthNotes({
  netWorth,
  portfolios,
}: {
  netWorth: NetWorthData;
  portfolios: readonly Portfolio[];
}) {
  const { t } = useTranslation('dashboard');
  const { missing, currency, provenance } = netWorth;
  const lacking = portfolios.filter(({ id }) => missing.includes(id));
  const isBehind = provenance.isStale || provenance.unpriced > 0;
  if (lacking.length === 0 && !isBehind) return null;
  return (
    <ul className="flex flex-col gap-2 text-[0.8125rem]">
      {lacking.map(({ id, name, baseCurrency }) => (
        <Note key={id} text={t('notes.rate', { name, from: baseCurrency, to: currency })}>
          <Link to={`/portfolios/${id}`} className={linkStyles}>
            {t('notes.enterRate')}
          </Link>
        </Note>
      ))}
      {isBehind && (
        <Note
          text={
            provenance.unpriced > 0 ? t('notes.unpriced', { count: provenance.unpriced }) : t('notes.stale')
          }
        >
          <Link to="/portfolios" className={linkStyles}>
            {t(provenance.unpriced > 0 ? 'notes.enterPrice' : 'notes.enterPrices')}
          </Link>
        </Note>
      )}
    </ul>
  );
}
