import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { MessageInShell } from '#client/app/message-page.tsx';
import { buttonStyles } from '#client/components/button.tsx';
import { isOpenTo } from '#client/lib/permissions.ts';
import { useSession } from '#client/session/session.tsx';
import type { Permission } from '#shared/permissions.ts';

/** A page for those who have its permission; everybody else reads that it is closed, and where to go. */
export function Permitted({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { t } = useTranslation('admin');
  const permissions = useSession().user?.permissions ?? [];
  if (isOpenTo({ permission }, permissions)) return children;
  return (
    <MessageInShell
      icon={<Lock />}
      title={t('forbidden.title')}
      actions={
        <Link to="/" className={buttonStyles({ variant: 'secondary' })}>
          {t('forbidden.home')}
        </Link>
      }
    >
      {t('forbidden.body')}
    </MessageInShell>
  );
}
