import { useTranslation } from 'react-i18next';

/** The name the server made of a user agent ends in the device or its system: `Safari 18, iPhone`. */
export function isHandheld(device: string | null): boolean {
  return /\b(?:Android|iOS|iPhone|iPad|iPod|Samsung|Pixel|Windows Phone|HarmonyOS)$/u.test(device ?? '');
}

/** The device as the server names it; some clients say nothing of themselves. */
export function useDeviceName() {
  const { t } = useTranslation('common');
  return (device: string | null): string => device ?? t('unknownDevice');
}
