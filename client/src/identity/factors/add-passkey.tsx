import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Alert } from '#client/components/alert.tsx';
import { Button } from '#client/components/button.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog } from '#client/forms/reauthentication.tsx';
import { PasskeyNameDialog } from '#client/identity/factors/passkey-name.tsx';
import { useFactorAct } from '#client/identity/factors/use-factor-act.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { canUsePasskeys, makePasskey } from '#client/lib/passkeys.ts';
import { trpc } from '#client/lib/trpc.ts';
import { aboutServer } from '#client/session/renewal.ts';
import type { PasskeyAttestation } from '#shared/identity/factors.ts';

/** Makes a passkey on this device, then asks for its name. Where there can be none, it says so. */
export function AddPasskey({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation('factors');
  const deviceName = useDeviceName();
  const isOffered = useStore(aboutServer)?.features?.passkeys !== false;
  const { run, question, failure, isPending } = useFactorAct();
  const begin = trpc.factors.beginPasskey.useMutation();
  const add = trpc.factors.addPasskey.useMutation();
  const [made, setMade] = useState<PasskeyAttestation | null>(null);
  const [isGivenUp, setIsGivenUp] = useState(false);

  async function make() {
    setIsGivenUp(false);
    const options = await run(() => begin.mutateAsync());
    if (!options) return;
    const response = await makePasskey(options);
    setMade(response);
    setIsGivenUp(response === null);
  }

  async function save(name: string, response: PasskeyAttestation) {
    await add.mutateAsync({ name, response });
    showToast({ title: t('passkeys.addedDone') });
  }

  const hint = !isOffered ? 'passkeys.off' : canUsePasskeys() ? 'passkeys.body' : 'passkeys.unsupported';
  return (
    <div className="flex flex-col items-start gap-3 px-5 py-4">
      {(isFirst || hint !== 'passkeys.body') && <p className="text-[0.8125rem] text-ink-soft">{t(hint)}</p>}
      <FailureAlert failure={failure} />
      {isGivenUp && <Alert tone="warning">{t('passkeys.givenUp')}</Alert>}
      {hint === 'passkeys.body' && (
        <Button variant="secondary" isPending={isPending} onClick={() => void make()}>
          <Plus aria-hidden className="size-4" />
          {t('passkeys.add')}
        </Button>
      )}
      {made && (
        <PasskeyNameDialog
          title={t('passkeys.nameTitle')}
          name={deviceName(navigator.userAgent).slice(0, 50)}
          send={{
            mutateAsync: (name) => save(name, made),
            isPending: add.isPending,
          }}
          onClose={() => setMade(null)}
        />
      )}
      <PasswordDialog question={question} />
    </div>
  );
}
