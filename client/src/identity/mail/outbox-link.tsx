import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useStore } from 'zustand';
import { aboutServer } from '#client/session/renewal.ts';

/** Leads to the mails of a server that sends none; nothing elsewhere. */
export function OutboxLink() {
  const { t } = useTranslation('recovery');
  if (useStore(aboutServer)?.features?.outbox !== true) return null;
  return (
    <Link
      to="/outbox"
      className="touch-target inline-flex items-center text-accent underline underline-offset-3"
    >
      {t('outboxLink')}
    </Link>
  );
}
