import type { FactorMethod, PasskeyAssertion } from '#shared/identity/factors.ts';
import {
  answerWithPasskey,
  canUsePasskeys,
  offersPasskeysInFields,
  stopWaitingForPasskey,
} from '#client/lib/passkeys.ts';
import { Button } from '#client/components/button.tsx';
import { CodeForm } from '#client/forms/code-form.tsx';
import { PasskeyButton } from '#client/forms/passkey-button.tsx';
import { useConnection } from '#client/lib/connection.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useEffect, useEffectEvent, useState } from 'react';
import { useFocusInside } from '#client/forms/focus-inside.ts';
import { useTranslation } from 'react-i18next';

interface SecondFactorStepProps {
  methods: readonly FactorMethod[];
  /** Back to the password. */
  onRestart(): void;
}

/** The quickest first; recovery codes are for those who have lost the rest. */
const order: readonly FactorMethod[] = ['totp', 'passkey', 'recovery-code'];

/** What comes after a right password: a code, a passkey or a recovery code. */
function SecondFactorStep({ methods, onRestart }: SecondFactorStepProps) {
  const { t } = useTranslation(['factor', 'auth']);
  const offered = order.filter(
    (method) => methods.includes(method) && (method !== 'passkey' || canUsePasskeys()),
  );
  const [method, setMethod] = useState(offered[0] ?? 'recovery-code');
  const place = useFocusInside(method);
  return (
    <div ref={place} data-slot="second-factor" className="flex flex-col gap-4">
      <p className="text-ink-soft">{t(`factor:ask.${method}`)}</p>
      {method === 'passkey' ? <PasskeyStep /> : <CodeStep key={method} kind={method} />}
      <div className="flex flex-col items-start gap-1 border-t border-line pt-3">
        {offered
          .filter((other) => other !== method)
          .map((other) => (
            <Button key={other} variant="ghost" size="sm" className="-ml-4" onClick={() => setMethod(other)}>
              {t(`factor:choose.${other}`)}
            </Button>
          ))}
        <Button variant="ghost" size="sm" className="-ml-4" onClick={onRestart}>
          {t('factor:restart')}
        </Button>
      </div>
    </div>
  );
}

/** The answer signs in: the links tell the page, so nothing is left to do here. */
function CodeStep({ kind }: { kind: 'totp' | 'recovery-code' }) {
  const { t } = useTranslation(['factor', 'auth']);
  const { mutateAsync, isPending } = trpc.auth.secondFactor.useMutation();
  const send = { mutateAsync: (code: string) => mutateAsync({ method: kind, code }), isPending };
  return <CodeForm kind={kind} submit={t('auth:login.submit')} send={send} />;
}

function PasskeyStep() {
  const { t } = useTranslation(['factor', 'auth']);
  const { mutateAsync: ask } = trpc.auth.secondFactorOptions.useMutation();
  const { mutateAsync: send } = trpc.auth.secondFactor.useMutation();
  return (
    <PasskeyButton
      ask={() => ask()}
      send={async (response) => void (await send({ method: 'passkey', response }))}
      text={t('factor:usePasskey')}
    />
  );
}

/** A sign-in by a passkey: with the button, or from the browser's list under the name field. */
function PasskeySignIn() {
  const { t } = useTranslation('factor');
  const { mutateAsync: ask } = trpc.auth.passkeyOptions.useMutation();
  const { mutateAsync: signIn } = trpc.auth.loginWithPasskey.useMutation();
  const send = async (response: PasskeyAssertion) =>
    void (await signIn({ response, rememberMe: isRemembering() }));

  const waitInField = useEffectEvent(async (isOver: () => boolean) => {
    // A challenge lives five minutes; then the browser gives up, and another one is asked for.
    while (!isOver() && (await offersPasskeysInFields())) {
      const options = await ask();
      if (isOver()) return;
      const startedAt = Date.now();
      const response = await answerWithPasskey(options, true);
      if (response) return send(response);
      if (Date.now() - startedAt < options.timeout) return;
    }
  });
  // A browser asks one question at a time. While the button asks, the field must not; then it waits again.
  const [isButtonAsking, setIsButtonAsking] = useState(false);
  const isThere = useConnection() === 'there';
  useEffect(() => {
    if (isButtonAsking || !isThere) return;
    let isOver = false;
    // Nobody asked for it, so nobody is told: the button says why it does not work.
    waitInField(() => isOver).catch(() => undefined);
    return () => {
      isOver = true;
      void stopWaitingForPasskey();
    };
  }, [isButtonAsking, isThere]);

  if (!canUsePasskeys()) return null;
  return (
    <div className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
      <PasskeyButton
        variant="secondary"
        size="lg"
        ask={() => {
          setIsButtonAsking(true);
          return ask();
        }}
        send={send}
        onFailed={() => setIsButtonAsking(false)}
        text={t('signInWithPasskey')}
      />
    </div>
  );
}

/** What the form beside says at this moment. */
function isRemembering(): boolean {
  const box = document.getElementById('rememberMe');
  return box instanceof HTMLInputElement && box.checked;
}

/** What comes after the password, once it was right; before it, the way without one. */
export function OtherWays(props: SecondFactorStepProps | Record<string, never>) {
  return 'methods' in props ? <SecondFactorStep {...(props as SecondFactorStepProps)} /> : <PasskeySignIn />;
}
