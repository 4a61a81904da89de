import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { useAddress } from '#client/lib/use-address.ts';

/** The ways to other pages of a list. Pages are found by where the last one ended, so there is no page three. */
export function Pager({ nextCursor }: { nextCursor: string | null }) {
  const { t } = useTranslation('common');
  const { params, search } = useAddress();
  const isFirst = !params.has('cursor');
  if (isFirst && nextCursor === null) return null;
  const looks = buttonStyles({ variant: 'secondary', size: 'sm' });
  return (
    <div className="flex flex-wrap gap-2 border-t border-line px-5 py-4">
      {!isFirst && (
        <Link to={{ search: search({ cursor: null }) }} className={looks}>
          {t('pages.first')}
        </Link>
      )}
      {nextCursor !== null && (
        <Link to={{ search: search({ cursor: nextCursor }) }} className={looks}>
          {t('pages.next')}
        </Link>
      )}
    </div>
  );
}
