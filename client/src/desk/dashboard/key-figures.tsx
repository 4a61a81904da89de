import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '#client/components/skeleton.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { useSession } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

interface FigureProps {
  name: string;
  /** Undefined while it loads; null when there is none. */
  value: string | null | undefined;
  note: ReactNode;
}

function Figure({ name, value, note }: FigureProps) {
  return (
    <div className="flex flex-col gap-1 bg-surface px-5 py-4">
      <dt className="text-[0.8125rem] text-ink-soft">{name}</dt>
      <dd className="min-h-7 text-xl leading-7 font-semibold tracking-tight first-letter:uppercase">
        {value === undefined ? <Skeleton className="h-6 w-28" /> : (value ?? '—')}
      </dd>
      <dd className="min-h-5 text-[0.8125rem] text-ink-faint">{note}</dd>
    </div>
  );
}

/** The last sign-in, the open sessions, and the end of this one. */
export function KeyFigures() {
  const { t } = useTranslation('dashboard');
  const { user, sessionExpiresAt } = useSession();
  const { data: sessions, isError } = trpc.sessions.list.useQuery();
  const format = useFormat();
  const now = useNow();
  const lastLogin = user?.lastLoginAt ?? null;
  const count = sessions?.length;

  return (
    <dl
      aria-label={t('figures.label')}
      className="mb-4 grid grid-cols-1 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:mb-6"
    >
      <Figure
        name={t('lastLogin.title')}
        value={lastLogin ? format.relative(lastLogin, now) : t('lastLogin.never')}
        note={lastLogin && format.dateTime(lastLogin)}
      />
      <Figure
        name={t('figures.sessions')}
        value={count === undefined ? (isError ? null : undefined) : format.number(count)}
        note={count !== undefined && t('figures.elsewhere', { count: count - 1 })}
      />
      <Figure
        name={t('figures.ends')}
        value={sessionExpiresAt && format.relative(sessionExpiresAt, now)}
        note={sessionExpiresAt && format.dateTime(sessionExpiresAt)}
      />
    </dl>
  );
}
