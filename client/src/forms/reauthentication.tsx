import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { CodeForm } from '#client/forms/code-form.tsx';
import { PasskeyButton } from '#client/forms/passkey-button.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useFocusInside } from '#client/forms/focus-inside.ts';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { useOwnWait } from '#client/forms/use-own-wait.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { canUsePasskeys } from '#client/lib/passkeys.ts';
import { trpc } from '#client/lib/trpc.ts';

/** True: the proof was given. False: the person cancelled. */
type Answer = (isGiven: boolean) => void;

export interface PasswordQuestion {
  readonly isOpen: boolean;
  readonly answer: Answer;
}

/**
 * For acts the server allows only shortly after a proof of who acts. `withPassword` tries the act. Where it is refused
 * for that, the `PasswordDialog` of `question` opens. Once it is answered, the act is tried again, once. Null when the
 * person cancelled.
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

type Method = 'password' | 'totp' | 'passkey';

/** Asks for a proof in the middle of an act, which waits for the answer. */
export function PasswordDialog({ question: { isOpen, answer } }: { question: PasswordQuestion }) {
  const { t } = useTranslation(['auth', 'factor']);
  return (
    <Dialog
      open={isOpen}
      onClose={() => answer(false)}
      title={t('factor:reauthentication.title')}
      description={t('factor:reauthentication.body')}
    >
      <Proof answer={answer} />
    </Dialog>
  );
}

/** The password first: everybody has one. The other ways stand below, as far as this person has them. */
function Proof({ answer }: { answer: Answer }) {
  const { t } = useTranslation(['auth', 'factor']);
  const { data: factors } = trpc.factors.list.useQuery();
  const [method, setMethod] = useState<Method>('password');
  const place = useFocusInside(method, { isInDialog: true });
  const others: Record<Method, boolean> = {
    password: true,
    totp: Boolean(factors?.totp),
    passkey: Boolean(factors?.passkeys.length) && canUsePasskeys(),
  };
  const names: Record<Method, string> = {
    password: t('factor:reauthentication.byPassword'),
    totp: t('factor:choose.totp'),
    passkey: t('factor:choose.passkey'),
  };
  const choices = (Object.keys(names) as Method[]).filter((name) => others[name] && name !== method);
  return (
    <>
      <div ref={place}>
        {method === 'password' && <PasswordProof answer={answer} />}
        {method === 'totp' && <CodeProof answer={answer} />}
        {method === 'passkey' && <PasskeyProof answer={answer} />}
      </div>
      {choices.length > 0 && (
        <div className="flex flex-wrap gap-1 border-t border-line pt-3">
          {choices.map((name) => (
            <Button key={name} variant="ghost" size="sm" onClick={() => setMethod(name)}>
              {names[name]}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function Cancel({ answer }: { answer: Answer }) {
  const { t } = useTranslation('common');
  return (
    <Button variant="secondary" onClick={() => answer(false)}>
      {t('cancel')}
    </Button>
  );
}

function PasswordProof({ answer }: { answer: Answer }) {
  const { t } = useTranslation(['auth', 'factor']);
  const wait = useOwnWait();
  const form = useCallForm({
    call: trpc.auth.reauthenticate.useMutation(),
    input: ({ currentPassword: password }) => ({ password }),
    onDone: () => answer(true),
    defaults: { currentPassword: '' },
    labels: { currentPassword: t('factor:reauthentication.password') },
    wait,
  });
  return (
    <CallForm
      form={form}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Cancel answer={answer} />
          <SubmitButton form={form}>{t('factor:reauthentication.submit')}</SubmitButton>
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

function CodeProof({ answer }: { answer: Answer }) {
  const { t } = useTranslation(['auth', 'factor']);
  const { mutateAsync, isPending } = trpc.auth.reauthenticate.useMutation();
  const send = { mutateAsync: (code: string) => mutateAsync({ method: 'totp', code }), isPending };
  return (
    <CodeForm
      kind="totp"
      submit={t('factor:reauthentication.submit')}
      send={send}
      onDone={() => answer(true)}
      others={<Cancel answer={answer} />}
    />
  );
}

function PasskeyProof({ answer }: { answer: Answer }) {
  const { t } = useTranslation(['auth', 'factor']);
  const { mutateAsync: ask } = trpc.auth.reauthenticationOptions.useMutation();
  const { mutateAsync: send } = trpc.auth.reauthenticate.useMutation();
  return (
    <div className="flex flex-col gap-3">
      <PasskeyButton
        ask={() => ask()}
        send={async (response) => {
          await send({ method: 'passkey', response });
          answer(true);
        }}
        text={t('factor:usePasskey')}
      />
      <Cancel answer={answer} />
    </div>
  );
}
