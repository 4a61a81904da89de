import { useTranslation } from 'react-i18next';
import { isFirstPageShown } from '#client/app/first-page.ts';
import { Mark } from '#client/components/wordmark.tsx';

/** Shown until the server has said who is signed in. The one of index.html stays until a page is drawn. */
export function Splash() {
  const { t } = useTranslation('app');
  if (isFirstPageShown()) return null;
  return (
    <div role="status" className="grid min-h-dvh place-items-center">
      <Mark className="size-10 animate-pulse" />
      <span className="sr-only">{t('splash')}</span>
    </div>
  );
}
