import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog, useReauthentication } from '#client/forms/reauthentication.tsx';
import { nameOf } from '#client/identity/admin/admin.rules.ts';
import { useActs, type ActName } from '#client/identity/admin/use-acts.ts';
import { failureOf } from '#client/lib/failure.ts';
import { useFailure } from '#client/session/session.tsx';
import type { ListedUser } from '#shared/identity/admin.ts';

interface ActDialogProps {
  act: ActName;
  user: ListedUser;
  onClose(): void;
}

/** Runs an act once its password has been given where it needs one. */
function useConfirmed({ act, user, onClose }: ActDialogProps) {
  const acts = useActs(user);
  const { withPassword, question } = useReauthentication();
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useFailure();

  async function confirm() {
    setFailure(null);
    setIsPending(true);
    try {
      const title = await withPassword(acts[act]);
      if (title === null) return;
      showToast({ title, description: nameOf(user) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsPending(false);
    }
  }
  return { confirm, question, isPending, failure };
}

/** Says what an act will do, and does it once that is confirmed. */
export function ActDialog(props: ActDialogProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { act, user, onClose } = props;
  const { confirm, question, isPending, failure } = useConfirmed(props);
  const body = t(`admin:acts.${act}.body`, { name: nameOf(user), email: user.email });
  return (
    <>
      <Dialog
        open
        onClose={onClose}
        title={t(`admin:acts.${act}.title`)}
        description={<span className="[overflow-wrap:anywhere]">{body}</span>}
      >
        <FailureAlert failure={failure} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            variant={act === 'disable' ? 'danger' : 'primary'}
            isPending={isPending}
            onClick={() => void confirm()}
          >
            {t(`admin:acts.${act}.confirm`)}
          </Button>
        </div>
      </Dialog>
      <PasswordDialog question={question} />
    </>
  );
}
