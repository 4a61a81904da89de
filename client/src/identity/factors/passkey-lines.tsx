import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog } from '#client/forms/reauthentication.tsx';
import { AddPasskey } from '#client/identity/factors/add-passkey.tsx';
import { ConfirmRemoval } from '#client/identity/factors/confirm-removal.tsx';
import { FactorLine } from '#client/identity/factors/factor-line.tsx';
import { PasskeyNameDialog } from '#client/identity/factors/passkey-name.tsx';
import { useFactorAct } from '#client/identity/factors/use-factor-act.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Passkey } from '#shared/identity/factors.ts';

/** The passkeys by name, each with its last use; and another one. */
export function PasskeyLines({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useTranslation('factors');
  const { run, question, failure } = useFactorAct();
  const removal = trpc.factors.removePasskey.useMutation();
  const rename = trpc.factors.renamePasskey.useMutation();
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const [renamed, setRenamed] = useState<Passkey | null>(null);

  async function remove(isConfirmed: boolean) {
    const { id } = removed ?? {};
    setRemoved(null);
    if (isConfirmed && id && (await run(() => removal.mutateAsync({ id }))))
      showToast({ title: t('passkeys.removed') });
  }

  return (
    <>
      {passkeys.map((passkey) => (
        <PasskeyLine
          key={passkey.id}
          passkey={passkey}
          onRename={() => setRenamed(passkey)}
          onRemove={() => setRemoved(passkey)}
        />
      ))}
      {failure && (
        <div className="px-5 py-4">
          <FailureAlert failure={failure} />
        </div>
      )}
      <AddPasskey isFirst={passkeys.length === 0} />
      {renamed && (
        <PasskeyNameDialog
          title={t('passkeys.rename')}
          name={renamed.name}
          send={{
            mutateAsync: (name) => rename.mutateAsync({ id: renamed.id, name }),
            isPending: rename.isPending,
          }}
          onClose={() => setRenamed(null)}
        />
      )}
      <ConfirmRemoval
        name={removed?.name ?? null}
        body={t('passkeys.removalBody')}
        onAnswer={(isConfirmed) => void remove(isConfirmed)}
      />
      <PasswordDialog question={question} />
    </>
  );
}

interface PasskeyLineProps {
  passkey: Passkey;
  onRename(): void;
  onRemove(): void;
}

/** The names of its buttons say which passkey they are about. */
function PasskeyLine({ passkey, onRename, onRemove }: PasskeyLineProps) {
  const { t } = useTranslation('factors');
  const { name, createdAt, lastUsedAt, isSynced } = passkey;
  return (
    <FactorLine
      icon={KeyRound}
      title={name}
      badge={isSynced && <Badge>{t('passkeys.synced')}</Badge>}
      actions={
        <>
          <Button
            variant="ghost"
            size="sm"
            aria-label={t('passkeys.renameNamed', { name })}
            onClick={onRename}
          >
            {t('passkeys.renameShort')}
          </Button>
          <Button
            variant="secondary"
            size="sm"
            aria-label={t('passkeys.removeNamed', { name })}
            onClick={onRemove}
          >
            {t('remove')}
          </Button>
        </>
      }
    >
      {t('passkeys.added')} <RelativeTime at={createdAt} />
      {' · '}
      {lastUsedAt ? (
        <>
          {t('passkeys.used')} <RelativeTime at={lastUsedAt} />
        </>
      ) : (
        t('passkeys.unused')
      )}
    </FactorLine>
  );
}
