import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { Button, type ButtonProps } from '#client/components/button.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { answerWithPasskey } from '#client/lib/passkeys.ts';
import { useFailure } from '#client/session/session.tsx';
import type { PasskeyAssertion, PasskeyRequestOptions } from '#shared/identity/factors.ts';

export interface PasskeyButtonProps extends Pick<ButtonProps, 'variant' | 'className' | 'size'> {
  /** Asks the server what the browser shall ask for. */
  ask(): Promise<PasskeyRequestOptions>;
  /** Sends what the passkey answered. */
  send(response: PasskeyAssertion): Promise<void>;
  text: string;
  /** Nothing came of it: the person or the browser gave up, or the server refused. */
  onFailed?: () => void;
}

/** Asks for a passkey and sends its answer. A cancelled question is told, since browsers say nothing of it. */
export function PasskeyButton({ ask, send, text, onFailed, ...button }: PasskeyButtonProps) {
  const { t } = useTranslation('factor');
  const [failure, setFailure] = useFailure();
  const [isPending, setIsPending] = useState(false);
  const [isGivenUp, setIsGivenUp] = useState(false);

  async function show() {
    setFailure(null);
    setIsGivenUp(false);
    setIsPending(true);
    try {
      const response = await answerWithPasskey(await ask());
      if (response) return await send(response);
      setIsGivenUp(true);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsPending(false);
    }
    onFailed?.();
  }
  return (
    <>
      <FailureAlert failure={failure} />
      {isGivenUp && <Alert tone="warning">{t('passkeyGivenUp')}</Alert>}
      <Button isPending={isPending} onClick={() => void show()} {...button}>
        <KeyRound aria-hidden className="size-4" />
        {text}
      </Button>
    </>
  );
}
