import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import {
  emptyRegistration,
  registerForm,
  type RegisterChecked,
  type RegisterValues,
} from '#client/identity/auth/register-values.ts';
import { suggestUsername } from '#client/identity/auth/suggest-username.ts';
import type { Failure } from '#client/lib/failure.ts';
import { fieldCodeOf } from '#client/forms/field-codes.ts';
import { showRefusedFields } from '#client/forms/form-refusal.ts';
import { useLocale } from '#client/lib/locale.ts';
import { sendForm } from '#client/forms/send-form.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The registration form. A username nobody touched is only a suggestion: the server may number it. */
export function useRegister() {
  const { locale } = useLocale();
  const form = useForm<RegisterValues, unknown, RegisterChecked>({
    resolver: zodResolver(registerForm, { error: fieldCodeOf }),
    defaultValues: emptyRegistration,
  });
  const register = trpc.auth.register.useMutation(evenOffline);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { dirtyFields, errors } = form.formState;
  const shownUsername = useWatch({ control: form.control, name: 'username' });

  async function send({ email, password, username, fullName }: RegisterChecked) {
    if (register.isPending) return;
    setFailure(null);
    const chosen = form.getFieldState('username').isDirty ? { username } : {};
    try {
      await register.mutateAsync({ email, password, fullName, ...chosen, locale });
    } catch (error) {
      setFailure(showRefusedFields(form, ['email', 'password', 'username', 'fullName'], error));
    }
  }

  function suggest(email: string) {
    if (!dirtyFields.username) form.resetField('username', { defaultValue: suggestUsername(email) });
  }

  return {
    form,
    send: sendForm(form, send),
    suggest,
    usernameHint: usernameHintFor(shownUsername, Boolean(dirtyFields.username)),
    failure,
    isPending: register.isPending,
    hasErrors: failure !== null || Object.keys(errors).length > 0,
  };
}

function usernameHintFor(
  username: string,
  isChosen: boolean,
): 'usernameEmpty' | 'usernameChosen' | 'usernameSuggested' {
  if (username === '') return 'usernameEmpty';
  return isChosen ? 'usernameChosen' : 'usernameSuggested';
}
