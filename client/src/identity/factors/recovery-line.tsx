import { LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog } from '#client/forms/reauthentication.tsx';
import { FactorLine } from '#client/identity/factors/factor-line.tsx';
import { RecoveryCodes } from '#client/identity/factors/recovery-codes.tsx';
import { useFactorAct } from '#client/identity/factors/use-factor-act.ts';
import { trpc } from '#client/lib/trpc.ts';

/** From here on a person should make new ones. */
const fewCodes = 3;

/** How many recovery codes are left, and the way to new ones. */
export function RecoveryLine({ left }: { left: number }) {
  const { t } = useTranslation('factors');
  const { run, question, failure, isPending } = useFactorAct();
  const renew = trpc.factors.renewRecoveryCodes.useMutation({ gcTime: 0 });
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  async function make() {
    const made = await run(() => renew.mutateAsync());
    renew.reset();
    setCodes(made?.recoveryCodes ?? null);
  }

  return (
    <>
      <FactorLine
        icon={LifeBuoy}
        title={t('codes.title')}
        badge={
          <Badge tone={left <= fewCodes ? 'warning' : 'neutral'}>{t('codes.left', { count: left })}</Badge>
        }
        actions={
          <Button variant="secondary" size="sm" isPending={isPending} onClick={() => void make()}>
            {t('codes.renew')}
          </Button>
        }
      >
        {t('codes.hint')}
      </FactorLine>
      {failure && (
        <div className="px-5 pb-4">
          <FailureAlert failure={failure} />
        </div>
      )}
      <Dialog open={codes !== null} title={t('codes.title')} description={t('codes.body')}>
        {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      </Dialog>
      <PasswordDialog question={question} />
    </>
  );
}
