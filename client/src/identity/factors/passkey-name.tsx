import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { passkeyNameForm } from '#shared/identity/factors.ts';

export interface PasskeyNameDialogProps {
  title: string;
  name: string;
  send: { mutateAsync(name: string): Promise<unknown>; readonly isPending: boolean };
  onClose(): void;
}

const resolver = checkedBy(passkeyNameForm);

/** A name by which a person tells their passkeys apart. */
export function PasskeyNameDialog({ title, name, send, onClose }: PasskeyNameDialogProps) {
  const { t } = useTranslation(['factors', 'common']);
  const form = useCallForm({
    call: send,
    resolver,
    defaults: { name },
    input: (typed) => typed.name,
    onDone: onClose,
    labels: { name: t('factors:passkeys.name') },
  });
  return (
    <Dialog open onClose={onClose} title={title}>
      <CallForm
        form={form}
        actions={
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="secondary" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <SubmitButton form={form}>{t('common:save')}</SubmitButton>
          </div>
        }
      >
        <TextField {...form.field('name')} id="passkeyName" autoComplete="off" required />
      </CallForm>
    </Dialog>
  );
}
