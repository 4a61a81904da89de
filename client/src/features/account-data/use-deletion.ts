import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import {
  deletionForm,
  emptyDeletion,
  type DeletionValues,
} from '#client/features/account-data/deletion-values.ts';
import { fieldCodeOf } from '#client/lib/errors/field-codes.ts';
import { showRefusedPassword } from '#client/lib/errors/form-refusal.ts';
import { sendForm } from '#client/lib/errors/send-form.ts';
import { evenOffline } from '#client/lib/session/even-offline.ts';
import { useSayFarewell } from '#client/lib/session/farewell.ts';
import { useFailure } from '#client/lib/session/use-failure.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The deletion of one's own account; once it has happened nobody is signed in, and a page says so. */
export function useDeletion(username: string) {
  const deletion = trpc.users.deleteAccount.useMutation(evenOffline);
  const sayFarewell = useSayFarewell();
  const [failure, setFailure] = useFailure();
  const form = useForm<DeletionValues>({
    resolver: zodResolver(deletionForm(username), { error: fieldCodeOf }),
    defaultValues: emptyDeletion,
  });

  async function send({ currentPassword: password }: DeletionValues) {
    if (deletion.isPending) return;
    setFailure(null);
    try {
      await deletion.mutateAsync({ password });
      sayFarewell({ kind: 'deleted' });
    } catch (error) {
      setFailure(showRefusedPassword(form, ['currentPassword'], error));
    }
  }

  return {
    form,
    send: sendForm(form, send),
    failure,
    isPending: deletion.isPending,
    hasErrors: failure !== null || Object.keys(form.formState.errors).length > 0,
  };
}
