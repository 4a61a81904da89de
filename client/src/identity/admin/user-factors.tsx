import { KeyRound, LifeBuoy, Smartphone, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '#client/components/relative-time.tsx';
import type { UserDetail } from '#shared/identity/admin.ts';
import type { Passkey } from '#shared/identity/factors.ts';

function Line({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <div className="min-w-0 text-[0.8125rem]">
        <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
        <p className="text-ink-soft">{children}</p>
      </div>
    </li>
  );
}

function PasskeyLine({ passkey: { name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const { t } = useTranslation('factors');
  return (
    <Line icon={KeyRound} title={name}>
      {t('passkeys.added')} <RelativeTime at={createdAt} />
      {' · '}
      {lastUsedAt === null ? t('passkeys.unused') : `${t('passkeys.used')} `}
      {lastUsedAt !== null && <RelativeTime at={lastUsedAt} />}
    </Line>
  );
}

/** How a user proves who they are beside the password. Only they themselves or an operator take it away. */
export function UserFactors({ factors: { totp, passkeys, recoveryCodesLeft } }: Pick<UserDetail, 'factors'>) {
  const { t } = useTranslation(['admin', 'factors']);
  const hasNone = totp === null && passkeys.length === 0;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('factors:title')}</h3>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line empty:hidden">
        {totp && (
          <Line icon={Smartphone} title={t('factors:totp.title')}>
            {t('factors:totp.since')} <RelativeTime at={totp.enabledAt} />
          </Line>
        )}
        {passkeys.map((passkey) => (
          <PasskeyLine key={passkey.id} passkey={passkey} />
        ))}
        {!hasNone && (
          <Line icon={LifeBuoy} title={t('factors:codes.title')}>
            {t('factors:codes.left', { count: recoveryCodesLeft })}
          </Line>
        )}
      </ul>
      <p className="text-[0.8125rem] text-ink-soft">
        {t(hasNone ? 'admin:user.noFactors' : 'admin:user.lostFactors')}
      </p>
    </section>
  );
}
