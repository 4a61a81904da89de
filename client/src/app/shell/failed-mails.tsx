import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/lib/format-for-user.ts';
import { isOpenTo } from '#client/lib/permissions.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';

/** A mail is given up after a day of tries, so nobody has to know of it by the minute. */
const refreshMilliseconds = 10 * 60_000;
/** More digits do not fit beside a name. */
const shownAtMost = 99;

/** How many mails were given up, for who may look into it; else none. */
export function useFailedMails(): number {
  const permissions = useSession().user?.permissions ?? [];
  const { data } = trpc.admin.mails.countFailed.useQuery(undefined, {
    enabled: isOpenTo({ permission: 'mails:read' }, permissions),
    staleTime: refreshMilliseconds,
    refetchInterval: refreshMilliseconds,
  });
  return data?.failed ?? 0;
}

/** The number of mails that were given up, beside the name of their page. Screen readers hear a sentence. */
export function FailedMails({ failed, isCollapsed }: { failed: number; isCollapsed: boolean }) {
  const { t } = useTranslation('admin');
  const number = useFormat().number(failed);
  return (
    <span
      className={clsx(
        'rounded-full border border-danger-line bg-danger-wash text-xs leading-4.5 text-danger tabular-nums',
        isCollapsed ? 'absolute top-0.5 right-0.5 px-1' : '-mr-1.5 ml-auto px-1.5',
      )}
    >
      <span aria-hidden>{failed > shownAtMost ? `${shownAtMost}+` : number}</span>
      <span className="sr-only">{t('mails.failed', { count: failed, number })}</span>
    </span>
  );
}
