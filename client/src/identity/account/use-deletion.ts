import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import {
  deletionForm,
  emptyDeletion,
  type DeletionValues,
} from '#client/identity/account/deletion-values.ts';
import { fieldCodeOf } from '#client/forms/field-codes.ts';
import { showRefusedPassword } from '#client/forms/form-refusal.ts';
import { sendForm } from '#client/forms/send-form.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { useSayFarewell } from '#client/session/farewell.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** The deletion of one's own account; once it has happened nobody is signed in, and a page says so. */
export function useDeletion(username: string) {
  const deletion = trpc.account.delete.useMutation(evenOffline);
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
