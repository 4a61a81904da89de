import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { DeletionForm } from '#client/identity/account/deletion-form.tsx';
import type { User } from '#shared/identity/users.ts';

export interface DeletionCardProps {
  user: User;
  onErrors: (hasErrors: boolean) => void;
}

/** What deletion means, before anything is asked. */
export function DeletionCard({ user, onErrors }: DeletionCardProps) {
  const { t } = useTranslation('data');
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <Card title={t('deletion.title')} description={t('deletion.description')} className="max-w-2xl">
      <div className="flex flex-col items-start gap-5 p-5">
        <ul className="flex list-disc flex-col gap-1.5 pl-4 text-ink-soft marker:text-ink-faint">
          <li>{t('deletion.sessions')}</li>
          <li>{t('deletion.signIn')}</li>
          <li>{t('deletion.kept')}</li>
        </ul>
        <Button variant="danger" onClick={() => setIsOpen(true)}>
          {t('deletion.open')}
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t('dialog.title')}
        description={
          <span className="[overflow-wrap:anywhere]">{t('dialog.body', { email: user.email })}</span>
        }
      >
        <DeletionForm username={user.username} onCancel={close} onErrors={onErrors} />
      </Dialog>
    </Card>
  );
}
