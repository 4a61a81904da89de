import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { useBetterAddress } from '#client/session/usual-address.ts';

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
