import { useTranslation } from 'react-i18next';
import { Mark } from '#client/components/wordmark.tsx';

/** Shown until the server has said who is signed in. */
export function Splash() {
  const { t } = useTranslation('app');
  return (
    <div role="status" className="grid min-h-dvh place-items-center">
      <Mark className="size-10 animate-pulse" />
      <span className="sr-only">{t('splash')}</span>
    </div>
  );
}
