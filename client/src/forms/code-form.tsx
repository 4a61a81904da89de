import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';

export interface CodeFormProps<Output> {
  /** A code of the authenticator app, or a recovery code. */
  kind: 'totp' | 'recovery-code';
  submit: string;
  send: { mutateAsync(code: string): Promise<Output>; readonly isPending: boolean };
  onDone?: (output: Output) => void;
  /** Beside the button. */
  others?: ReactNode;
  /** What one may do about a refusal, beside trying again. */
  remedy?: ReactNode;
}

/** One field for a code. The browser offers what came in a message; a phone shows digits for an app's code. */
export function CodeForm<Output>({ kind, submit, send, onDone, others, remedy }: CodeFormProps<Output>) {
  const { t } = useTranslation('auth');
  const form = useCallForm({
    call: send,
    input: ({ code }) => code,
    onDone: (output, { reset }) => {
      reset();
      onDone?.(output);
    },
    defaults: { code: '' },
    retype: 'code',
    labels: { code: t(kind === 'totp' ? 'factor.code' : 'factor.recoveryCode') },
  });
  return (
    <CallForm
      form={form}
      remedy={remedy}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          {others}
          <SubmitButton form={form}>{submit}</SubmitButton>
        </div>
      }
    >
      <TextField
        {...form.field('code', { required: 'REQUIRED', pattern: { value: /\S/, message: 'REQUIRED' } })}
        key={kind}
        hint={t(kind === 'totp' ? 'factor.codeHint' : 'factor.recoveryCodeHint')}
        inputMode={kind === 'totp' ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        required
      />
    </CallForm>
  );
}
