import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { useSayFarewell } from '#client/session/farewell.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

function Question({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['sessions', 'common']);
  const revokeAll = trpc.sessions.revokeAll.useMutation();
  const sayFarewell = useSayFarewell();
  const [failure, setFailure] = useFailure();

  async function endAll() {
    setFailure(null);
    try {
      const { endedSessions } = await revokeAll.mutateAsync();
      sayFarewell({ kind: 'everywhere', endedSessions });
    } catch (error) {
      setFailure(failureOf(error));
    }
  }
  return (
    <>
      <FailureAlert failure={failure} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button variant="danger" isPending={revokeAll.isPending} onClick={() => void endAll()}>
          {t('sessions:everywhere.confirm')}
        </Button>
      </div>
    </>
  );
}

/** Ends every session, this one included, after a second question. */
export function EndAll() {
  const { t } = useTranslation('sessions');
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button variant="secondary" onClick={() => setIsOpen(true)}>
        {t('endAll')}
      </Button>
      <Dialog open={isOpen} onClose={close} title={t('everywhere.title')} description={t('everywhere.body')}>
        <Question onClose={close} />
      </Dialog>
    </>
  );
}
