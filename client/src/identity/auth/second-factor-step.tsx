import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { CodeForm } from '#client/forms/code-form.tsx';
import { PasskeyButton } from '#client/forms/passkey-button.tsx';
import { useFocusInside } from '#client/forms/use-focus-inside.ts';
import { canUsePasskeys } from '#client/lib/passkeys.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { FactorMethod } from '#shared/identity/factors.ts';

export interface SecondFactorStepProps {
  methods: readonly FactorMethod[];
  /** Back to the password. */
  onRestart(): void;
}

/** The quickest first; recovery codes are for those who have lost the rest. */
const order: readonly FactorMethod[] = ['totp', 'passkey', 'recovery-code'];

/** What comes after a right password: a code, a passkey or a recovery code. */
export function SecondFactorStep({ methods, onRestart }: SecondFactorStepProps) {
  const { t } = useTranslation('auth');
  const offered = order.filter(
    (method) => methods.includes(method) && (method !== 'passkey' || canUsePasskeys()),
  );
  const [method, setMethod] = useState(offered[0] ?? 'recovery-code');
  const place = useFocusInside(method);
  return (
    <div ref={place} data-slot="second-factor" className="flex flex-col gap-4">
      <p className="text-ink-soft">{t(`factor.ask.${method}`)}</p>
      {method === 'passkey' ? <PasskeyStep /> : <CodeStep key={method} kind={method} />}
      <div className="flex flex-col items-start gap-1 border-t border-line pt-3">
        {offered
          .filter((other) => other !== method)
          .map((other) => (
            <Button key={other} variant="ghost" size="sm" className="-ml-4" onClick={() => setMethod(other)}>
              {t(`factor.choose.${other}`)}
            </Button>
          ))}
        <Button variant="ghost" size="sm" className="-ml-4" onClick={onRestart}>
          {t('factor.restart')}
        </Button>
      </div>
    </div>
  );
}

/** The answer signs in: the links tell the page, so nothing is left to do here. */
function CodeStep({ kind }: { kind: 'totp' | 'recovery-code' }) {
  const { t } = useTranslation('auth');
  const { mutateAsync, isPending } = trpc.auth.secondFactor.useMutation();
  const send = { mutateAsync: (code: string) => mutateAsync({ method: kind, code }), isPending };
  return <CodeForm kind={kind} submit={t('login.submit')} send={send} />;
}

function PasskeyStep() {
  const { t } = useTranslation('auth');
  const { mutateAsync: ask } = trpc.auth.secondFactorOptions.useMutation();
  const { mutateAsync: send } = trpc.auth.secondFactor.useMutation();
  return (
    <PasskeyButton
      ask={() => ask()}
      send={async (response) => void (await send({ method: 'passkey', response }))}
      text={t('factor.usePasskey')}
    />
  );
}
