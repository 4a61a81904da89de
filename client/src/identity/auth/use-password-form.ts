import { useForm, type Resolver } from 'react-hook-form';
import { showRefusedPassword } from '#client/forms/form-refusal.ts';
import { sendForm } from '#client/forms/send-form.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

interface PasswordValues {
  currentPassword: string;
}

/** Only that something was typed: the server judges the rest. */
const resolver: Resolver<PasswordValues> = (values) =>
  values.currentPassword === ''
    ? { values: {}, errors: { currentPassword: { type: 'required', message: 'REQUIRED' } } }
    : { values, errors: {} };

/** Gives the server the password anew; `onGiven` once it was the right one. */
export function usePasswordForm(onGiven: () => void) {
  const reauthenticate = trpc.auth.reauthenticate.useMutation(evenOffline);
  const [failure, setFailure] = useFailure();
  const form = useForm<PasswordValues>({ resolver, defaultValues: { currentPassword: '' } });

  async function send({ currentPassword: password }: PasswordValues) {
    if (reauthenticate.isPending) return;
    setFailure(null);
    try {
      await reauthenticate.mutateAsync({ password });
      onGiven();
    } catch (error) {
      setFailure(showRefusedPassword(form, ['currentPassword'], error));
    }
  }

  return {
    form,
    send: sendForm(form, send),
    failure,
    isPending: reauthenticate.isPending,
    hasErrors: failure !== null || Object.keys(form.formState.errors).length > 0,
  };
}
