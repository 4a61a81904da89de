import { ChevronRight, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { CardLink } from '#client/components/card.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { ProtectionRing } from '#client/desk/dashboard/protection-ring.tsx';
import { useProtection } from '#client/desk/dashboard/use-protection.ts';
import { isOldPassword } from '#client/identity/account/weak-spots.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { useSession } from '#client/session/session.tsx';

type Read = NonNullable<ReturnType<typeof useProtection>['data']>;
type Part = Read['parts'][number];

const places = {
  address: '/settings/security#email',
  devices: '/settings/security#activity',
  factor: '/settings/security#factors',
  password: '/settings/security#password',
  refusals: '/settings/security#activity',
  sessions: '/settings/security#sessions',
};

function usePartText() {
  const { t } = useTranslation('dashboard');
  return ({ id, isDone, count }: Part): string => {
    if (id === 'password' && count === null) return t('protection.missing.oldPassword');
    if (id === 'password' && !isDone && !isOldPassword(count)) return t('next.copied');
    return t(`protection.${isDone ? 'done' : 'missing'}.${id}`, { count: count ?? 0 });
  };
}

function PartRow({ part }: { part: Part }) {
  const text = usePartText()(part);
  if (part.isDone) {
    return (
      <li className="flex min-h-10 items-center gap-3 py-1.5 text-ink-soft">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-ink-faint" />
        {text}
      </li>
    );
  }
  return (
    <li>
      <Link
        to={places[part.id]}
        className="touch-target -mx-2 flex items-center gap-3 rounded-md px-2 py-2 font-medium transition-colors hover:bg-hover"
      >
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
        <span className="flex-1">{text}</span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Link>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-ink-soft">{name}</dt>
      <dd className="[overflow-wrap:anywhere] first-letter:uppercase">{children}</dd>
    </div>
  );
}

function Entrances({ read: { previousSignIn, otherSessions } }: { read: Read }) {
  const { t } = useTranslation('dashboard');
  const { sessionExpiresAt } = useSession();
  const format = useFormat();
  const now = useNow();
  const deviceName = useDeviceName();
  return (
    <dl className="mt-auto grid gap-x-6 gap-y-3 border-t border-line px-5 py-4 @md:grid-cols-2">
      <Fact name={t('protection.previous')}>
        {previousSignIn
          ? [format.exact(previousSignIn.at, now), deviceName(previousSignIn.device)].join(' · ')
          : t('protection.firstTime')}
      </Fact>
      <Fact name={t('protection.ends')}>
        {sessionExpiresAt && format.exact(sessionExpiresAt, now)}
        {' · '}
        {otherSessions === 0 ? t('protection.onlyHere') : t('protection.elsewhere', { count: otherSessions })}
      </Fact>
    </dl>
  );
}

function Content({ read }: { read: Read }) {
  const { t } = useTranslation('dashboard');
  const done = read.parts.filter(({ isDone }) => isDone).length;
  const label = t('protection.ring', { done, all: read.parts.length });
  return (
    <>
      <div className="flex flex-col items-center gap-x-7 gap-y-4 p-5 @md:flex-row">
        <ProtectionRing arcs={read.parts} label={label} />
        <ul className="w-full min-w-0 flex-1">
          {read.parts.map((part) => (
            <PartRow key={part.id} part={part} />
          ))}
        </ul>
      </div>
      <Entrances read={read} />
    </>
  );
}

function Waiting() {
  return (
    <>
      <div className="flex flex-col items-center gap-x-7 gap-y-4 p-5 @md:flex-row">
        <Skeleton className="size-33 rounded-full" />
        <div className="flex h-40 w-full flex-1 flex-col justify-around">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-52" />
          <Skeleton className="h-4 w-44" />
        </div>
      </div>
      <div className="mt-auto h-32 border-t border-line @md:h-18" />
    </>
  );
}

/** One line where there is room; no fact breaks in two. */
function Facts({ facts }: { facts: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-x-2.5">
      {facts.map((fact) => (
        <span key={fact} className="[overflow-wrap:anywhere]">
          {fact}
        </span>
      ))}
    </span>
  );
}

/** Who is signed in, how well the account is guarded, and when it was entered before. */
export function ProtectionCard() {
  const { t } = useTranslation('dashboard');
  const { user } = useSession();
  const format = useFormat();
  const query = useProtection();
  if (!user) return null;
  const facts = [
    user.email,
    user.role === 'admin' && t('you.roles.admin'),
    t('protection.since', { date: format.date(user.createdAt) }),
  ].filter((fact) => fact !== false);
  return (
    <QueryCard
      id="protection"
      className="@container flex flex-col"
      title={t('protection.title')}
      description={<Facts facts={facts} />}
      action={<CardLink to="/settings/profile" text={t('you.edit')} />}
      query={query}
      skeleton={<Waiting />}
    >
      {(read) => <Content read={read} />}
    </QueryCard>
  );
}
