import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** Above every page or card on which a figure is simulated. */
export function SimulatedRibbon() {
  const { t } = useTranslation('figures');
  return (
    <p
      data-slot="simulated"
      className="flex items-center gap-2 rounded-md border border-warning-line bg-warning-wash px-3 py-2 font-medium text-warning"
    >
      <FlaskConical aria-hidden className="size-4 shrink-0" />
      {t('simulated')}
    </p>
  );
}
