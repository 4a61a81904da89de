import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeletionCard } from '#client/features/account-data/deletion-card.tsx';
import { useSession } from '#client/lib/session/session.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

/** What becomes of one's data. */
export function DataPage() {
  const { t } = useTranslation('data');
  const { user } = useSession();
  const [hasErrors, setHasErrors] = useState(false);
  usePageTitle(t('title'), { hasErrors });
  return user && <DeletionCard user={user} onErrors={setHasErrors} />;
}
