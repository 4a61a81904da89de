import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import {
  changePasswordForm,
  emptyChange,
  type ChangePasswordValues,
} from '#client/identity/account/change-password-values.ts';
import { fieldCodeOf } from '#client/forms/field-codes.ts';
import { showRefusedPassword } from '#client/forms/form-refusal.ts';
import { sendForm } from '#client/forms/send-form.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** A change of password; `endedSessions` tells of the others once it has happened, until the form is used again. */
export function useChangePassword() {
  const { sessions, account } = trpc.useUtils();
  const change = trpc.account.changePassword.useMutation(evenOffline);
  const [failure, setFailure] = useFailure();
  const [endedSessions, setEndedSessions] = useState<number | null>(null);
  const form = useForm<ChangePasswordValues>({
    resolver: zodResolver(changePasswordForm, { error: fieldCodeOf }),
    defaultValues: emptyChange,
  });

  async function send({ currentPassword, newPassword }: ChangePasswordValues) {
    if (change.isPending) return;
    setFailure(null);
    setEndedSessions(null);
    try {
      const changed = await change.mutateAsync({ currentPassword, newPassword });
      form.reset();
      setEndedSessions(changed.endedSessions);
    } catch (error) {
      setFailure(showRefusedPassword(form, ['currentPassword', 'newPassword'], error));
    } finally {
      void sessions.list.invalidate();
      void account.activity.invalidate();
    }
  }

  return {
    form,
    send: sendForm(form, send),
    failure,
    endedSessions: form.formState.isDirty ? null : endedSessions,
    isPending: change.isPending,
    hasErrors: failure !== null || Object.keys(form.formState.errors).length > 0,
  };
}
