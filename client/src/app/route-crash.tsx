import { Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router-dom';
import { MessageInShell, MessagePage } from '#client/app/message-page.tsx';
import { Button, buttonStyles } from '#client/components/button.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { failureOf } from '#client/lib/failure.ts';

function requestIdOf(error: unknown): string | null {
  const failure = failureOf(error);
  return 'requestId' in failure ? failure.requestId : null;
}

/** Shown in the place of a page that threw. */
export function RouteCrash({ isWholePage = false }: { isWholePage?: boolean }) {
  const { t } = useTranslation('app');
  const requestId = requestIdOf(useRouteError());
  const Frame = isWholePage ? MessagePage : MessageInShell;
  return (
    <Frame
      icon={<Unplug />}
      title={t('crash.title')}
      actions={
        <>
          <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
          <Link to="/" reloadDocument className={buttonStyles({ variant: 'secondary' })}>
            {t('crash.home')}
          </Link>
        </>
      }
    >
      <p>{t('crash.body')}</p>
      {requestId && (
        <>
          <p>{t('crash.passOn')}</p>
          <CopyText className="mt-3" label={t('crash.requestId')} text={requestId} />
        </>
      )}
    </Frame>
  );
}
