import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

function subscribe(onChange: () => void) {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

/** Says that the network is gone, at the foot of whatever is open, so that nothing moves. */
export function OfflineBanner() {
  const { t } = useTranslation('app');
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-30">
      {!isOnline && (
        <p className="flex items-center justify-center gap-2 border-t border-warning-line bg-warning-wash px-4 py-2.5 text-center text-[0.8125rem]">
          <WifiOff aria-hidden className="size-4 shrink-0 text-warning" />
          {t('offline')}
        </p>
      )}
    </div>
  );
}
