import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog, useReauthentication } from '#client/forms/reauthentication.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** Removes a portfolio with all that was recorded in it. One's own needs a fresh proof, a sample a click. */
export function RemovalCard({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation('portfolios');
  const [isAsked, setIsAsked] = useState(false);
  const { id: portfolioId, version, name, isSample } = portfolio;
  const navigate = useNavigate();
  const remove = trpc.portfolios.remove.useMutation();
  const { withPassword, question } = useReauthentication();
  const [error, setError] = useState<unknown>(null);

  async function act() {
    setIsAsked(false);
    setError(null);
    try {
      const done = await withPassword(() => remove.mutateAsync({ portfolioId, version }));
      if (!done) return;
      showToast({ title: t('removal.done', { name }) });
      await navigate('/portfolios', { replace: true });
    } catch (refused) {
      setError(refused);
    }
  }
  return (
    <Card title={t('removal.title')} description={t(isSample ? 'removal.sampleBody' : 'removal.body')}>
      <div className="flex flex-col items-start gap-3 p-5">
        <FailureAlert failure={error === null ? null : failureOf(error)} />
        <Button
          variant="danger"
          isPending={remove.isPending}
          onClick={() => (isSample ? void act() : setIsAsked(true))}
        >
          {t('removal.act')}
        </Button>
      </div>
      <Dialog
        open={isAsked}
        onClose={() => setIsAsked(false)}
        title={t('removal.sure', { name })}
        description={t('removal.sureBody')}
      >
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={() => setIsAsked(false)}>
            {t('removal.keep')}
          </Button>
          <Button variant="danger" onClick={() => void act()}>
            {t('removal.act')}
          </Button>
        </div>
      </Dialog>
      <PasswordDialog question={question} />
    </Card>
  );
}
