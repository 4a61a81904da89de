import { useTranslation } from 'react-i18next';
import { deviceOf } from '#client/features/dashboard/device.ts';

/** «Chrome, Windows»; what is not recognised is left out. */
export function useDeviceName() {
  const { t } = useTranslation('dashboard');
  return (userAgent: string | null): string => {
    const { browser, system } = deviceOf(userAgent);
    if (browser && system) return t('device.on', { browser, system });
    return browser ?? system ?? t('device.unknown');
  };
}
