import { useTranslation } from 'react-i18next';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { PasskeyLines } from '#client/identity/factors/passkey-lines.tsx';
import { RecoveryLine } from '#client/identity/factors/recovery-line.tsx';
import { TotpLine } from '#client/identity/factors/totp-line.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** What a sign-in takes beside the password, or in its place. */
export function FactorsCard() {
  const { t } = useTranslation('factors');
  return (
    <QueryCard
      id="factors"
      title={t('title')}
      description={t('description')}
      query={trpc.factors.list.useQuery()}
      skeleton={<LoadingRows rows={2} />}
    >
      {({ totp, passkeys, recoveryCodesLeft }) => (
        <div className="@container divide-y divide-line">
          <TotpLine totp={totp} />
          {(totp !== null || passkeys.length > 0) && <RecoveryLine left={recoveryCodesLeft} />}
          <PasskeyLines passkeys={passkeys} />
        </div>
      )}
    </QueryCard>
  );
}
