import { useState } from 'react';
import { useStore } from 'zustand';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { MaxChatsDialog } from '#client/identity/admin/max-chats-dialog.tsx';
import { ActDialog } from '#client/identity/admin/act-dialog.tsx';
import type { ActName } from '#client/identity/admin/use-acts.ts';
import { aboutServer } from '#client/session/renewal.ts';
import { useSession } from '#client/session/session.tsx';
import type { ListedUser } from '#shared/identity/admin.ts';

/** What may be done to this user now. Nobody takes their own role or account away here: it would be by mistake. */
function actsOn(user: ListedUser, { isMe, hasMails }: { isMe: boolean; hasMails: boolean }): ActName[] {
  const others: ActName[] = [
    user.role === 'admin' ? 'demote' : 'promote',
    user.isActive ? 'disable' : 'enable',
  ];
  return [
    ...(user.isActive && hasMails ? (['sendReset'] as const) : []),
    'revokeSessions',
    ...(isMe ? [] : others),
  ];
}

/** The acts of an administrator, each asked about once more. */
export function UserActs({ user }: { user: ListedUser }) {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState<ActName | 'maxChats' | null>(null);
  const isMe = useSession().user?.id === user.id;
  const hasMails = useStore(aboutServer)?.features?.mails === true;
  const close = () => setOpen(null);
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{t('user.acts')}</h3>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" onClick={() => setOpen('maxChats')}>
          {t('acts.maxChats.open')}
        </Button>
        {actsOn(user, { isMe, hasMails }).map((act) => (
          <Button
            key={act}
            variant={act === 'disable' ? 'danger' : 'secondary'}
            size="sm"
            onClick={() => setOpen(act)}
          >
            {t(`acts.${act}.open`)}
          </Button>
        ))}
      </div>
      {isMe && <p className="text-[0.8125rem] text-ink-soft">{t('user.self')}</p>}
      {!hasMails && <p className="text-[0.8125rem] text-ink-soft">{t('user.mailsOff')}</p>}
      <MaxChatsDialog user={user} open={open === 'maxChats'} onClose={close} />
      {open !== null && open !== 'maxChats' && <ActDialog act={open} user={user} onClose={close} />}
    </section>
  );
}
