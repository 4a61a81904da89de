import { useTranslation } from 'react-i18next';
import { useNavigation } from 'react-router-dom';
import { useDelayed } from '#client/lib/use-delayed.ts';

const visibleAfterMilliseconds = 100;

/** A line along the top while the next page loads. */
export function NavigationBar() {
  const { t } = useTranslation('common');
  const isShown = useDelayed(useNavigation().state !== 'idle', visibleAfterMilliseconds);
  return isShown && <div role="progressbar" aria-label={t('loading')} className="navigation-bar" />;
}
