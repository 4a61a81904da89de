import { Smartphone } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { latePart } from '#client/components/late-part.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { Spinner } from '#client/components/spinner.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog } from '#client/forms/reauthentication.tsx';
import { ConfirmRemoval } from '#client/identity/factors/confirm-removal.tsx';
import { FactorLine } from '#client/identity/factors/factor-line.tsx';
import { useFactorAct } from '#client/identity/factors/use-factor-act.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Factors } from '#shared/identity/factors.ts';

/** With the QR code's encoder, which nobody else needs. */
const TotpSetup = latePart(async () => (await import('#client/identity/factors/totp-setup.tsx')).TotpSetup);

/** The authenticator app: connected or not, and the way from one to the other. */
export function TotpLine({ totp }: Pick<Factors, 'totp'>) {
  const { t } = useTranslation('factors');
  const { run, question, failure, isPending } = useFactorAct();
  const begin = trpc.factors.beginTotp.useMutation({ gcTime: 0 });
  const disable = trpc.factors.disableTotp.useMutation();
  const [setup, setSetup] = useState<{ secret: string; uri: string } | null>(null);
  const [hasCodes, setHasCodes] = useState(false);
  const [isAsked, setIsAsked] = useState(false);

  async function connect() {
    const begun = await run(() => begin.mutateAsync());
    begin.reset();
    setHasCodes(false);
    setSetup(begun);
  }

  async function remove(isConfirmed: boolean) {
    setIsAsked(false);
    if (isConfirmed && (await run(() => disable.mutateAsync()))) showToast({ title: t('totp.removed') });
  }

  return (
    <>
      <FactorLine
        icon={Smartphone}
        title={t('totp.title')}
        badge={totp && <Badge tone="accent">{t('on')}</Badge>}
        actions={
          <Button
            variant="secondary"
            size="sm"
            isPending={isPending}
            aria-label={t(totp ? 'totp.removeNamed' : 'totp.connectNamed')}
            onClick={() => (totp ? setIsAsked(true) : void connect())}
          >
            {t(totp ? 'remove' : 'totp.connect')}
          </Button>
        }
      >
        {totp ? (
          <>
            {t('totp.since')} <RelativeTime at={totp.enabledAt} />
          </>
        ) : (
          t('totp.body')
        )}
      </FactorLine>
      {failure && (
        <div className="px-5 pb-4">
          <FailureAlert failure={failure} />
        </div>
      )}
      <Dialog
        open={setup !== null}
        // Codes that are shown once are not lost by a key pressed in passing.
        onClose={hasCodes ? undefined : () => setSetup(null)}
        title={t(hasCodes ? 'codes.title' : 'totp.setup')}
        description={t(hasCodes ? 'codes.body' : 'totp.setupBody')}
      >
        {setup && (
          <Suspense fallback={<Spinner className="size-5 self-center" />}>
            <TotpSetup {...setup} onCodes={() => setHasCodes(true)} onClose={() => setSetup(null)} />
          </Suspense>
        )}
      </Dialog>
      <ConfirmRemoval
        name={isAsked ? t('totp.title') : null}
        body={t('totp.removalBody')}
        onAnswer={(isConfirmed) => void remove(isConfirmed)}
      />
      <PasswordDialog question={question} />
    </>
  );
}
