import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PasskeyButton } from '#client/forms/passkey-button.tsx';
import {
  answerWithPasskey,
  canUsePasskeys,
  offersPasskeysInFields,
  stopWaitingForPasskey,
} from '#client/lib/passkeys.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { PasskeyAssertion } from '#shared/identity/factors.ts';

/** A sign-in by a passkey: with the button, or from the browser's list under the name field. */
export function PasskeySignIn() {
  const { t } = useTranslation('auth');
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
  useEffect(() => {
    let isOver = false;
    // Nobody asked for it, so nobody is told: the button says why it does not work.
    waitInField(() => isOver).catch(() => undefined);
    return () => {
      isOver = true;
      void stopWaitingForPasskey();
    };
  }, []);

  if (!canUsePasskeys()) return null;
  return (
    <div className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
      <PasskeyButton
        variant="secondary"
        size="lg"
        ask={() => ask()}
        send={send}
        text={t('factor.signInWithPasskey')}
      />
    </div>
  );
}

/** What the form beside says at this moment. */
function isRemembering(): boolean {
  const box = document.getElementById('rememberMe');
  return box instanceof HTMLInputElement && box.checked;
}
