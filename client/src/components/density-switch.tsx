import { Rows2, Rows4 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '#client/components/icon-button.tsx';
import { setDensity, useDensity } from '#client/lib/density.ts';

/** Rows of figures closer together or further apart. On a phone they are cards, which have one height. */
export function DensitySwitch() {
  const { t } = useTranslation('shell');
  const isCompact = useDensity() === 'compact';
  return (
    <IconButton
      className="max-sm:hidden"
      label={t(isCompact ? 'rows.roomy' : 'rows.compact')}
      icon={isCompact ? <Rows2 aria-hidden /> : <Rows4 aria-hidden />}
      onClick={() => setDensity(isCompact ? 'roomy' : 'compact')}
    />
  );
}
