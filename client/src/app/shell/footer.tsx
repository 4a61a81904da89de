import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { version } from '#client/lib/version.ts';

/** The version, for whoever reports something, and the way to help. */
export function Footer() {
  const { t } = useTranslation('shell');
  return (
    <footer className="px-4 pb-4 text-xs text-ink-faint sm:px-6 md:px-8 print:hidden">
      <div className="flex max-w-[100rem] items-center justify-between gap-4 border-t border-line pt-2">
        <p className="tabular-nums">QuantPulse {version}</p>
        <Link
          to="/help"
          className="touch-target inline-flex items-center justify-end py-1 underline underline-offset-3 hover:text-ink"
        >
          {t('help.title')}
        </Link>
      </div>
    </footer>
  );
}
