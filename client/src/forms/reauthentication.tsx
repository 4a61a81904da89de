import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { useOwnWait } from '#client/forms/use-own-wait.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';

/** True: the password was given. False: the person cancelled. */
type Answer = (isGiven: boolean) => void;

export interface PasswordQuestion {
  readonly isOpen: boolean;
  readonly answer: Answer;
}

/**
 * For acts the server allows only shortly after the password was given. `withPassword` tries the act. Where it is
 * refused for that, the `PasswordDialog` of `question` opens. Once it is answered, the act is tried again. Null when
 * the person cancelled.
 */
export function useReauthentication() {
  const [pending, setPending] = useState<{ readonly answer: Answer } | null>(null);

  async function ask(): Promise<boolean> {
    const isGiven = await new Promise<boolean>((answer) => setPending({ answer }));
    setPending(null);
    return isGiven;
  }

  async function withPassword<Result>(act: () => Promise<Result>): Promise<Result | null> {
    try {
      return await act();
    } catch (error) {
      if (refusalOf(error)?.code !== 'REAUTH_REQUIRED') throw error;
    }
    return (await ask()) ? act() : null;
  }

  const question: PasswordQuestion = {
    isOpen: pending !== null,
    answer: (isGiven) => pending?.answer(isGiven),
  };
  return { withPassword, question };
}

/** Asks for the password in the middle of an act, which waits for the answer. */
export function PasswordDialog({ question: { isOpen, answer } }: { question: PasswordQuestion }) {
  const { t } = useTranslation('auth');
  return (
    <Dialog
      open={isOpen}
      onClose={() => answer(false)}
      title={t('reauthentication.title')}
      description={t('reauthentication.body')}
    >
      <PasswordForm answer={answer} />
    </Dialog>
  );
}

function PasswordForm({ answer }: { answer: Answer }) {
  const { t } = useTranslation(['auth', 'common']);
  const wait = useOwnWait();
  const form = useCallForm({
    call: trpc.auth.reauthenticate.useMutation(),
    input: ({ currentPassword: password }) => ({ password }),
    onDone: () => answer(true),
    defaults: { currentPassword: '' },
    labels: { currentPassword: t('auth:reauthentication.password') },
    wait,
  });
  return (
    <CallForm
      form={form}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={() => answer(false)}>
            {t('common:cancel')}
          </Button>
          <SubmitButton form={form}>{t('auth:reauthentication.submit')}</SubmitButton>
        </div>
      }
    >
      <HiddenUsername />
      <PasswordField
        {...form.field('currentPassword', { required: 'REQUIRED' })}
        id="reauthenticationPassword"
        autoComplete="current-password"
        required
      />
    </CallForm>
  );
}
