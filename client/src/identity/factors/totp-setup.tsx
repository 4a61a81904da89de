import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { CodeForm } from '#client/forms/code-form.tsx';
import { QrCode } from '#client/identity/factors/qr-code.tsx';
import { RecoveryCodes } from '#client/identity/factors/recovery-codes.tsx';
import { trpc } from '#client/lib/trpc.ts';

export interface TotpSetupProps {
  secret: string;
  uri: string;
  onCodes(): void;
  onClose(): void;
}

/** First the secret, as a picture and as letters; after a first code the recovery codes. */
export function TotpSetup({ secret, uri, onCodes, onClose }: TotpSetupProps) {
  const { t } = useTranslation(['factors', 'common']);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { mutateAsync, isPending } = trpc.factors.enableTotp.useMutation({ gcTime: 0 });
  const send = { mutateAsync: (code: string) => mutateAsync({ code }), isPending };
  if (codes) return <RecoveryCodes codes={codes} onDone={onClose} />;
  return (
    <>
      <QrCode text={uri} label={t('factors:totp.qr')} />
      <CopyText label={t('factors:totp.secret')} text={secret.replace(/(.{4})(?!$)/g, '$1 ')} />
      <CodeForm
        kind="totp"
        submit={t('factors:totp.enable')}
        send={send}
        onDone={({ recoveryCodes }) => {
          setCodes(recoveryCodes);
          onCodes();
        }}
        others={
          <Button variant="secondary" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        }
      />
    </>
  );
}
