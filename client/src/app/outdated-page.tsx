import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FootBanner } from '#client/app/connection-banner.tsx';
import { Button } from '#client/components/button.tsx';

/** The session has ended, and a deploy took the code that asks for the password. What is typed stays to be copied. */
export function OutdatedPage() {
  const { t } = useTranslation('app');
  return (
    <div role="alert" className="sticky bottom-0 z-30">
      <FootBanner icon={<RefreshCw aria-hidden />}>
        <p>{t('outdated')}</p>
        <Button variant="secondary" size="sm" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
      </FootBanner>
    </div>
  );
}
