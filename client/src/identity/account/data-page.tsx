import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeletionCard } from '#client/identity/account/deletion-card.tsx';
import { DownloadCard } from '#client/identity/account/download-card.tsx';
import { useSession } from '#client/session/session.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

/** What becomes of one's data. */
export function DataPage() {
  const { t } = useTranslation('data');
  const { user } = useSession();
  const [hasErrors, setHasErrors] = useState(false);
  usePageTitle(t('title'), { hasErrors });
  return (
    user && (
      <div className="flex flex-col gap-4 lg:gap-6">
        <DownloadCard onErrors={setHasErrors} />
        <DeletionCard user={user} onErrors={setHasErrors} />
      </div>
    )
  );
}
