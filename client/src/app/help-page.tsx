import { useTranslation } from 'react-i18next';
import { ShortcutRows } from '#client/app/shell/shortcut-list.tsx';
import { Card } from '#client/components/card.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { version } from '#client/lib/version.ts';

/** How to find things by the keyboard, and whom to ask. */
export function HelpPage() {
  const { t } = useTranslation('shell');
  usePageTitle(t('help.title'));
  return (
    <div className="flex max-w-2xl flex-col gap-4 lg:gap-6">
      <Card title={t('help.ask.title')}>
        <div className="flex flex-col gap-3 p-5 text-ink-soft">
          <p>{t('help.ask.body')}</p>
          <p>{t('help.ask.tell')}</p>
          <CopyText className="!justify-start" label={t('help.version')} text={version} />
        </div>
      </Card>
      <Card className="pointer-coarse:hidden" title={t('shortcuts.title')} description={t('help.keys')}>
        <div className="px-5 pb-3">
          <ShortcutRows />
        </div>
      </Card>
    </div>
  );
}
