import { Laptop, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { useLeave } from '#client/identity/sessions/use-leave.ts';
import { isHandheld, useDeviceName } from '#client/lib/device.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 @xl:block">
      <dt className="text-[0.8125rem] text-ink-faint @xl:text-xs">{name}</dt>
      <dd className="min-w-0 text-right text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft @xl:text-left">
        {children}
      </dd>
    </div>
  );
}

function Facts({ session }: { session: SessionListItem }) {
  const { t } = useTranslation('sessions');
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-1.5 @xl:grid-cols-2 @2xl:grid-cols-[1.1fr_1fr_1fr_1.15fr]">
      <Fact name={t('ip')}>{session.ip ?? '—'}</Fact>
      <Fact name={t('lastSeen')}>
        <RelativeTime at={session.lastSeenAt} />
      </Fact>
      <Fact name={t('opened')}>
        <RelativeTime at={session.createdAt} />
      </Fact>
      <Fact name={t('expires')}>
        <RelativeTime at={session.expiresAt} />
      </Fact>
    </dl>
  );
}

/** Its name tells apart sessions of equal devices. */
function EndButton({ session, onEnd }: { session: SessionListItem; onEnd(): void }) {
  const { t } = useTranslation('sessions');
  const device = useDeviceName()(session.device);
  const when = useFormat().relative(session.createdAt, useNow());
  return (
    <Button variant="secondary" size="sm" aria-label={t('endNamed', { device, when })} onClick={onEnd}>
      {t('end')}
    </Button>
  );
}

/** This browser's own session ends by signing out, which clears its cookies too. */
function SignOutButton() {
  const { t } = useTranslation('sessions');
  const { leave, isPending } = useLeave();
  return (
    <Button variant="secondary" size="sm" isPending={isPending} onClick={leave}>
      {t('signOut')}
    </Button>
  );
}

/** One session, with the button that ends it. A card where the list is narrow, whatever the window. */
export function SessionRow({ session, onEnd }: { session: SessionListItem; onEnd(): void }) {
  const { t } = useTranslation('sessions');
  const deviceName = useDeviceName();
  const Icon = isHandheld(session.device) ? Smartphone : Laptop;
  return (
    <li className="flex flex-col gap-3 px-5 py-4 @xl:flex-row @xl:items-center">
      <Icon aria-hidden className="hidden size-5 shrink-0 text-ink-faint @xl:block" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Icon aria-hidden className="size-5 shrink-0 text-ink-faint @xl:hidden" />
          <h3 className="font-medium [overflow-wrap:anywhere]">{deviceName(session.device)}</h3>
          {session.current && <Badge tone="accent">{t('current')}</Badge>}
          <Badge>{t(session.rememberMe ? 'remembered' : 'brief')}</Badge>
        </div>
        <Facts session={session} />
      </div>
      <div className="flex shrink-0 flex-col @xl:w-26">
        {session.current ? <SignOutButton /> : <EndButton session={session} onEnd={onEnd} />}
      </div>
    </li>
  );
}
