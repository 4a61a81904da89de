import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { nameOf } from '#client/identity/admin/admin.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { ListedUser } from '#shared/identity/admin.ts';

interface MaxChatsDialogProps {
  user: ListedUser;
  open: boolean;
  onClose(): void;
}

/** 0 to 10,000, as the server takes it. */
const wholeNumber = { value: /^\s*(?:\d{1,4}|10000)\s*$/, message: 'INVALID' };

/** How many chats a user may have. */
export function MaxChatsDialog({ user, open, onClose }: MaxChatsDialogProps) {
  const { t } = useTranslation('admin');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('acts.maxChats.title')}
      description={t('acts.maxChats.body', { name: nameOf(user) })}
    >
      <MaxChatsForm user={user} onClose={onClose} />
    </Dialog>
  );
}

function MaxChatsForm({ user, onClose }: Omit<MaxChatsDialogProps, 'open'>) {
  const { t } = useTranslation(['admin', 'common']);
  const form = useCallForm({
    call: trpc.admin.users.setMaxChats.useMutation(),
    defaults: { maxChats: String(user.maxChats) },
    input: ({ maxChats }) => ({ userId: user.id, maxChats: Number(maxChats) }),
    onDone: () => {
      showToast({ title: t('admin:acts.maxChats.done'), description: nameOf(user) });
      onClose();
    },
    labels: { maxChats: t('admin:acts.maxChats.label') },
  });
  return (
    <CallForm
      form={form}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <SubmitButton form={form}>{t('admin:acts.maxChats.confirm')}</SubmitButton>
        </div>
      }
    >
      <TextField
        {...form.field('maxChats', { required: 'REQUIRED', pattern: wholeNumber })}
        hint={t('admin:acts.maxChats.hint')}
        inputMode="numeric"
        autoComplete="off"
        required
      />
    </CallForm>
  );
}
