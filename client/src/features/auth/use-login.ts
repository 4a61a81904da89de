import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Failure } from '#client/lib/errors/failure.ts';
import { fieldCodeOf } from '#client/lib/errors/field-codes.ts';
import { showRefusedFields } from '#client/lib/errors/form-refusal.ts';
import { trpc } from '#client/lib/trpc.ts';
import { loginInput, type LoginInput } from '#shared/schemas/auth.ts';

/** At sign-in a password has no rules; an empty one is only a form sent too early. */
const loginForm = loginInput.refine(({ password }) => password !== '', {
  path: ['password'],
  error: 'REQUIRED',
});

/** The sign-in form. After a refusal everything stays but the password, which is to be typed again. */
export function useLogin(identifier: string) {
  const form = useForm<LoginInput>({
    resolver: zodResolver(loginForm, { error: fieldCodeOf }),
    defaultValues: { identifier, password: '', rememberMe: false },
  });
  const login = trpc.auth.login.useMutation();
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
    send: form.handleSubmit(send),
    failure,
    isPending: login.isPending,
    needsSecondFactor: login.data?.status === 'second-factor',
    hasErrors: failure !== null || Object.keys(form.formState.errors).length > 0,
  };
}
