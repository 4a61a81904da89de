import { useTranslation } from 'react-i18next';
import { costMethods } from '#shared/money/portfolios.ts';

/** Which lots a sale closes first. */
export function CostMethodOptions() {
  const { t } = useTranslation('portfolios');
  return costMethods.map((method) => (
    <option key={method} value={method}>
      {t(`costMethods.${method}`)}
    </option>
  ));
}
