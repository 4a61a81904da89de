import { lazy, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { Button } from '#client/components/button.tsx';
import { loadChunk } from '#client/lib/chunk-reload.ts';

/** A part of a page in a chunk of its own. It waits for the server; where its file is gone, it says so in its place. */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy<ComponentType<Props>>(async () => ({
    default: await loadChunk(load).catch(() => NotLoaded),
  }));
}

/** The person decides when to load the page anew: something may be typed on it. */
function NotLoaded() {
  const { t } = useTranslation(['common', 'app']);
  return (
    <Alert tone="danger" title={t('common:loadFailed')}>
      <Button variant="ghost" size="sm" className="-ml-3" onClick={() => location.reload()}>
        {t('app:crash.reload')}
      </Button>
    </Alert>
  );
}
