import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { useStore } from 'zustand';
import { aboutServer } from '#client/session/renewal.ts';

/**
 * Where these pages should have been opened; null where they work. From plain http on another host browsers send no
 * Fetch Metadata and keep no Secure cookie. So the server refuses what is sent.
 */
function useBetterAddress(): string | null {
  // An older server says nothing of its address.
  const usual = useStore(aboutServer)?.appOrigin;
  return usual === undefined || usual === location.origin || isSecureContext ? null : usual;
}

/** Says where QuantPulse is, to whoever opened it at an address from which nobody can sign in. */
export function AddressBanner() {
  const { t } = useTranslation('app');
  const { pathname, search } = useLocation();
  const address = useBetterAddress();
  if (address === null) return null;
  return (
    <p
      role="alert"
      className="border-b border-warning-line bg-warning-wash px-4 py-2.5 text-center text-[0.8125rem]"
    >
      {t('otherAddress')}{' '}
      <a href={address + pathname + search} className="text-accent underline underline-offset-3">
        {address}
      </a>
    </p>
  );
}
