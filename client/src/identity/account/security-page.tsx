import { useTranslation } from 'react-i18next';
import { ActivityCard } from '#client/identity/account/activity-card.tsx';
import { ChangePasswordCard } from '#client/identity/account/change-password-card.tsx';
import { EmailCard } from '#client/identity/account/email-card.tsx';
import { WeakSpotsCard } from '#client/identity/account/weak-spots-card.tsx';
import { FactorsCard } from '#client/identity/factors/factors-card.tsx';
import { SessionsCard } from '#client/identity/sessions/sessions-card.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { useSession } from '#client/session/session.tsx';

/** What is weak, the password, the second factors, the sessions, and what happened lately. */
export function SecurityPage() {
  const { t } = useTranslation('account');
  const { user } = useSession();
  usePageTitle(t('security.title'));
  return (
    <div className="grid max-w-6xl grid-cols-1 items-start gap-4 lg:gap-6 xl:grid-cols-[20rem_minmax(0,1fr)] print:block">
      <div className="min-w-0 xl:col-span-2">
        <WeakSpotsCard />
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:gap-6">
        <ChangePasswordCard />
        {user && <EmailCard user={user} />}
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:gap-6">
        <FactorsCard />
        <SessionsCard />
        <ActivityCard />
      </div>
    </div>
  );
}
