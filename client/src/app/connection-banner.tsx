import { ServerOff, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#client/lib/connection.ts';
import { useNamesOf, useQueuedChanges } from '#client/identity/users/queued-changes.ts';
import { useSession } from '#client/session/session.tsx';

/** A line at the foot of the window. It takes room at the page's end, so that nothing stays hidden behind it. */
export function FootBanner({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div
      data-slot="foot-banner"
      className="flex items-center justify-center gap-2.5 border-t border-warning-line bg-warning-wash px-4 py-2.5 text-[0.8125rem] [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-warning"
    >
      {icon}
      {children}
    </div>
  );
}

/** Says that the network is gone or that the server does not answer, and what becomes of changes. */
export function ConnectionBanner() {
  const { t } = useTranslation('app');
  const connection = useConnection();
  const { status } = useSession();
  const queued = useQueuedChanges();
  const namesOf = useNamesOf();
  // The page itself says that the server cannot be reached.
  const isSaid = connection === 'away' && status === 'unreachable';
  return (
    <div role="status" className="sticky bottom-0 z-30">
      {connection !== 'there' && !isSaid && (
        <FootBanner icon={connection === 'offline' ? <WifiOff aria-hidden /> : <ServerOff aria-hidden />}>
          <p>{queued ? t('queued.kept', { what: namesOf(queued.changes) }) : t(connection)}</p>
        </FootBanner>
      )}
    </div>
  );
}
