import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { useStore } from 'zustand';
import { Button } from '#client/components/button.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { WayOn } from '#client/identity/auth/link-states.tsx';
import { OutboxLink } from '#client/identity/mail/outbox-link.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { aboutServer } from '#client/session/renewal.ts';
import { requestPasswordResetInput } from '#shared/identity/links.ts';

const resolver = checkedBy(requestPasswordResetInput);

/** Asks for a link to a new password. What it says is the same whether or not an account has the address. */
export function ForgotPage() {
  const { t } = useTranslation('recovery');
  const { state } = useLocation();
  const mails = useStore(aboutServer)?.features?.mails;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [email, setEmail] = useState(emailIn(state));
  usePageTitle(t(sentTo === null ? 'forgot.title' : 'forgot.sentTitle'));
  if (mails === false) return <Off />;
  if (sentTo !== null) return <Sent email={sentTo} onAgain={() => setSentTo(null)} />;
  return (
    <>
      <p className="mb-5 text-ink-soft">{t('forgot.body')}</p>
      <ForgotForm
        email={email}
        onSent={(typed) => {
          setEmail(typed);
          setSentTo(typed);
        }}
      />
      <p className="mt-6">
        <WayOn to="/login" text={t('forgot.back')} />
      </p>
    </>
  );
}

/** What was typed on the sign-in page, if it is an address. */
function emailIn(state: unknown): string {
  const isPassed = typeof state === 'object' && state !== null && 'email' in state;
  return isPassed && typeof state.email === 'string' && state.email.includes('@') ? state.email : '';
}

function ForgotForm({ email, onSent }: { email: string; onSent: (email: string) => void }) {
  const { t } = useTranslation(['recovery', 'auth']);
  const form = useCallForm({
    call: trpc.auth.requestPasswordReset.useMutation(),
    resolver,
    defaults: { email },
    input: (checked) => checked,
    onDone: (_sent, { getValues }) => onSent(getValues('email').trim()),
    labels: { email: t('auth:email') },
  });
  return (
    <CallForm
      form={form}
      actions={
        <SubmitButton form={form} size="lg">
          {t('forgot.submit')}
        </SubmitButton>
      }
    >
      <TextField {...form.field('email')} type="email" autoComplete="email" required />
    </CallForm>
  );
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { t } = useTranslation('recovery');
  return (
    <div className="flex flex-col items-start gap-4">
      <p role="status" className="[overflow-wrap:anywhere]">
        {t('forgot.sent', { email })}
      </p>
      <p className="text-ink-soft">{t('forgot.spam')}</p>
      <OutboxLink />
      <div className="flex flex-wrap gap-2">
        <WayOn to="/login" text={t('forgot.back')} state={{ identifier: email }} />
        <Button variant="ghost" onClick={onAgain}>
          {t('forgot.again')}
        </Button>
      </div>
    </div>
  );
}

function Off() {
  const { t } = useTranslation('recovery');
  return (
    <div className="flex flex-col gap-5">
      <p className="text-ink-soft">{t('forgot.off')}</p>
      <WayOn to="/login" text={t('forgot.back')} />
    </div>
  );
}
