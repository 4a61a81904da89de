import { useState } from 'react';
import { useForm, type Resolver } from 'react-hook-form';
import type { Failure } from '#client/lib/failure.ts';
import { showRefusedFields } from '#client/forms/form-refusal.ts';
import { sendForm } from '#client/forms/send-form.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { LoginInput } from '#shared/identity/auth.ts';

/**
 * Sign-in has no rules but that something was typed; the server judges the rest. By hand, because zod would
 * be an eighth of this page's JavaScript.
 */
const resolver: Resolver<LoginInput> = (values) => {
  const empty = [
    values.identifier.trim() === '' && 'identifier',
    values.password === '' && 'password',
  ].filter((field) => field !== false);
  const errors = Object.fromEntries(empty.map((field) => [field, { type: 'required', message: 'REQUIRED' }]));
  return empty.length > 0 ? { values: {}, errors } : { values, errors: {} };
};

/** The sign-in form. After a refusal everything stays but the password, which is to be typed again. */
export function useLogin(identifier: string) {
  const form = useForm<LoginInput>({
    resolver,
    defaultValues: { identifier, password: '', rememberMe: false },
  });
  const login = trpc.auth.login.useMutation(evenOffline);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function send(values: LoginInput) {
    if (login.isPending) return;
    setFailure(null);
    try {
      await login.mutateAsync(values);
    } catch (error) {
      form.resetField('password');
      const refusal = showRefusedFields(form, ['identifier'], error);
      setFailure(refusal);
      if (refusal) form.setFocus('password');
    }
  }

  return {
    form,
    send: sendForm(form, send),
    failure,
    isPending: login.isPending,
    needsSecondFactor: login.data?.status === 'second-factor',
    hasErrors: failure !== null || Object.keys(form.formState.errors).length > 0,
  };
}
