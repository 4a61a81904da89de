import { useTranslation } from 'react-i18next';
import { KeyCombination } from '#client/app/shell/key-combination.tsx';
import { Dialog, type DialogProps } from '#client/components/dialog.tsx';
import { shortcuts } from '#client/lib/shortcuts.ts';

const listed = { ...shortcuts, close: { sign: 'Esc' } };
const names = ['palette', 'sidebar', 'search', 'help', 'close'] as const;

export function ShortcutRows() {
  const { t } = useTranslation('shell');
  return (
    <dl className="flex flex-col">
      {names.map((name) => (
        <div
          key={name}
          className="flex items-center justify-between gap-4 border-t border-line py-2.5 first:border-t-0"
        >
          <dt>{t(`shortcuts.${name}`)}</dt>
          <dd>
            <KeyCombination shortcut={listed[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function ShortcutList(props: Pick<DialogProps, 'open' | 'onClose' | 'returnTo'>) {
  const { t } = useTranslation('shell');
  return (
    <Dialog {...props} title={t('shortcuts.title')}>
      <ShortcutRows />
    </Dialog>
  );
}
