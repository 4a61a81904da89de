import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What kind of account it is, in a few words. */
export function PortfolioBadges({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation('portfolios');
  return (
    <>
      <Badge>{t(`accountTypes.${portfolio.accountType}`)}</Badge>
      {portfolio.isSample && <Badge tone="warning">{t('sample')}</Badge>}
      {portfolio.isArchived && <Badge>{t('archived')}</Badge>}
    </>
  );
}
