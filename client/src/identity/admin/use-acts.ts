import { useTranslation } from 'react-i18next';
import { trpc } from '#client/lib/trpc.ts';
import type { ListedUser } from '#shared/identity/admin.ts';

export type ActName = 'disable' | 'enable' | 'promote' | 'demote' | 'revokeSessions' | 'sendReset';

/** Each act on a user as a call that answers what came of it. */
export function useActs({ id: userId }: ListedUser): Readonly<Record<ActName, () => Promise<string>>> {
  const { t } = useTranslation('admin');
  const { mutateAsync: setActive } = trpc.admin.users.setActive.useMutation();
  const { mutateAsync: setRole } = trpc.admin.users.setRole.useMutation();
  const { mutateAsync: revokeSessions } = trpc.admin.users.revokeSessions.useMutation();
  const { mutateAsync: sendReset } = trpc.admin.users.sendReset.useMutation();
  const done = (act: 'disable' | 'enable' | 'promote' | 'demote' | 'sendReset') => () =>
    t(`acts.${act}.done`);
  return {
    disable: () => setActive({ userId, isActive: false }).then(done('disable')),
    enable: () => setActive({ userId, isActive: true }).then(done('enable')),
    promote: () => setRole({ userId, role: 'admin' }).then(done('promote')),
    demote: () => setRole({ userId, role: 'user' }).then(done('demote')),
    sendReset: () => sendReset({ userId }).then(done('sendReset')),
    async revokeSessions() {
      const { endedSessions: count } = await revokeSessions({ userId });
      return count > 0 ? t('acts.revokeSessions.done', { count }) : t('acts.revokeSessions.none');
    },
  };
}
