import { useTranslation } from 'react-i18next';
import { useOutletContext } from 'react-router-dom';
import { ArchiveCard } from '#client/money/portfolios/archive-card.tsx';
import { PropertiesCard } from '#client/money/portfolios/properties-card.tsx';
import { RemovalCard } from '#client/money/portfolios/removal-card.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What of a portfolio can be changed, and how one puts it away. */
export function PortfolioSettingsPage() {
  const { t } = useTranslation('portfolios');
  const portfolio = useOutletContext<Portfolio>();
  usePageTitle(t('tabs.settings'));
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <PropertiesCard key={portfolio.version} portfolio={portfolio} />
      <ArchiveCard portfolio={portfolio} />
      <RemovalCard portfolio={portfolio} />
    </div>
  );
}
