import { CloudOff } from 'lucide-react';
import { lazy, Suspense, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { loadChunkOrReload } from '#client/lib/chunk-reload.ts';
import { MessageInShell, MessagePage } from '#client/app/message-page.tsx';
import { Splash } from '#client/app/splash.tsx';
import { Button } from '#client/components/button.tsx';
import { checkConnection, useConnection } from '#client/lib/connection.ts';

export interface LateViewOptions {
  /** Nothing stands around the view, so what is said meanwhile is a page of its own. */
  readonly isWholePage: boolean;
}

/** Stands for a view whose code has not come, and becomes it. Says meanwhile that the server cannot be reached. */
export function lateView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  options: LateViewOptions,
): ComponentType<Props> {
  const View = lazy(async () => ({ default: await loadChunkOrReload(load) }));
  return function LateView(props: Props) {
    return (
      <Suspense fallback={<NotLoaded {...options} />}>
        <View {...props} />
      </Suspense>
    );
  };
}

function NotLoaded({ isWholePage }: LateViewOptions) {
  const { t } = useTranslation(['app', 'common']);
  const connection = useConnection();
  if (connection === 'there') return isWholePage ? <Splash /> : null;
  const Frame = isWholePage ? MessagePage : MessageInShell;
  return (
    <Frame
      icon={<CloudOff />}
      title={t('app:notLoaded.title')}
      actions={<Button onClick={() => void checkConnection()}>{t('common:retry')}</Button>}
    >
      {t(`app:notLoaded.${connection}`)}
    </Frame>
  );
}
