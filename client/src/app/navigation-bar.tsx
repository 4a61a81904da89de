import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from 'react-router-dom';
import { checkConnection } from '#client/lib/connection.ts';
import { useDelayed } from '#client/lib/use-delayed.ts';

const visibleAfterMilliseconds = 100;
/** A browser waits for a silent network for minutes. Meanwhile the banner says what is the matter. */
const doubtfulAfterMilliseconds = 5_000;

/** A line along the top while the next page loads. */
export function NavigationBar() {
  const { t } = useTranslation('common');
  const isMoving = useNavigation().state !== 'idle';
  const isShown = useDelayed(isMoving, visibleAfterMilliseconds);
  const isLong = useDelayed(isMoving, doubtfulAfterMilliseconds);
  useEffect(() => {
    if (isLong) void checkConnection();
  }, [isLong]);
  return isShown && <div role="progressbar" aria-label={t('loading')} className="navigation-bar" />;
}
