import { useTranslation } from 'react-i18next';
import { DeletionCard } from '#client/identity/account/deletion-card.tsx';
import { DownloadCard } from '#client/identity/account/download-card.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { useSession } from '#client/session/session.tsx';

/** A copy of one's data, and the deletion of the account. */
export function DataPage() {
  const { t } = useTranslation('account');
  const { user } = useSession();
  usePageTitle(t('data.title'));
  return (
    user && (
      <div className="flex max-w-6xl flex-col gap-4 lg:gap-6">
        <DownloadCard />
        <DeletionCard user={user} />
      </div>
    )
  );
}
