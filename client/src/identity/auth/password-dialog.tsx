import { useTranslation } from 'react-i18next';
import { Dialog } from '#client/components/dialog.tsx';
import { PasswordForm } from '#client/identity/auth/password-form.tsx';
import type { PasswordQuestion } from '#client/identity/auth/use-reauthentication.ts';

export interface PasswordDialogProps {
  question: PasswordQuestion;
  onErrors: (hasErrors: boolean) => void;
}

/** Asks for the password in the middle of an act, which waits for the answer. */
export function PasswordDialog({ question: { isOpen, answer }, onErrors }: PasswordDialogProps) {
  const { t } = useTranslation('reauthentication');
  const cancel = () => answer(false);
  return (
    <Dialog open={isOpen} onClose={cancel} title={t('title')} description={t('body')}>
      <PasswordForm onGiven={() => answer(true)} onCancel={cancel} onErrors={onErrors} />
    </Dialog>
  );
}
