import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';

export interface ConfirmRemovalProps {
  /** What would be removed; null while nothing is asked. */
  name: string | null;
  body: string;
  onAnswer(isConfirmed: boolean): void;
}

/** Asks before a way to sign in is gone. */
export function ConfirmRemoval({ name, body, onAnswer }: ConfirmRemovalProps) {
  const { t } = useTranslation(['factors', 'common']);
  return (
    <Dialog
      open={name !== null}
      onClose={() => onAnswer(false)}
      title={t('factors:removal.title', { name: name ?? '' })}
      description={body}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={() => onAnswer(false)}>
          {t('common:cancel')}
        </Button>
        <Button variant="danger" onClick={() => onAnswer(true)}>
          {t('factors:removal.submit')}
        </Button>
      </div>
    </Dialog>
  );
}
