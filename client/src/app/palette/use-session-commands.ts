import { useTranslation } from 'react-i18next';
import { endEntry } from '#client/app/palette/entries.ts';
import type { Command } from '#client/app/palette/use-commands.ts';
import { showToast } from '#client/components/show-toast.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The end of each other session, by its device, and of all of them. What comes of it is told by a toast. */
export function useSessionCommands(): readonly Command[] {
  const { t } = useTranslation(['shell', 'sessions']);
  const deviceName = useDeviceName();
  const { data: sessions = [] } = trpc.sessions.list.useQuery();
  const revoke = trpc.sessions.revoke.useMutation();
  const revokeOthers = trpc.sessions.revokeOthers.useMutation();
  const others = sessions.filter(({ current }) => !current);

  async function tell(title: string, act: () => Promise<string>) {
    try {
      showToast({ title: await act() });
    } catch (error) {
      if (refusalOf(error)?.code === 'NOT_FOUND') showToast({ title: t('sessions:alreadyEnded') });
      else showToast({ tone: 'danger', title: t('palette.failed'), description: title });
    }
  }

  const each = others.map(({ id, device, ip }): Command => {
    const title = t('palette.endSession', { device: deviceName(device) });
    const end = async () => {
      await revoke.mutateAsync({ sessionId: id });
      return t('sessions:ended', { count: 1 });
    };
    return {
      ...endEntry('endOne', title),
      id,
      ...(ip !== null && { page: ip }),
      isForgotten: true,
      run: () => void tell(title, end),
    };
  });
  if (each.length === 0) return [];
  const title = t('sessions:endOthers');
  const endRest = async () => {
    const { endedSessions: count } = await revokeOthers.mutateAsync();
    return count > 0 ? t('sessions:ended', { count }) : t('sessions:noneEnded');
  };
  return [
    ...each,
    { ...endEntry('endOthers', title), isForgotten: true, run: () => void tell(title, endRest) },
  ];
}
