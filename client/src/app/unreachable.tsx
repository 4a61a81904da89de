import { ServerOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '#client/app/message-page.tsx';
import { Button } from '#client/components/button.tsx';
import { browserSession } from '#client/session/session.tsx';

/** Nobody could be asked who is here. Nothing is claimed, and the session goes on asking by itself. */
export function Unreachable() {
  const { t } = useTranslation(['app', 'common']);
  return (
    <MessagePage
      icon={<ServerOff />}
      title={t('app:unreachable.title')}
      actions={<Button onClick={() => void browserSession.checkSession()}>{t('common:retry')}</Button>}
    >
      {t('app:unreachable.body')}
    </MessagePage>
  );
}
