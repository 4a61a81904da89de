import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PreferenceBar } from '#client/app/preference-menus.tsx';
import { PhoneNavigation } from '#client/app/shell/phone-navigation.tsx';
import { KeyCombination } from '#client/app/shell/key-combination.tsx';
import { UserMenu } from '#client/app/shell/user-menu.tsx';
import { useCurrentTitle } from '#client/lib/titles.ts';
import { shortcuts } from '#client/lib/shortcuts.ts';

/** The page's title, the command palette, language, theme, and who is here. */
export function Header({ onPalette }: { onPalette(): void }) {
  const { t } = useTranslation('shell');
  const { title } = useCurrentTitle();
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-1 border-b border-line bg-surface px-2 sm:px-4 md:pl-8">
      <PhoneNavigation />
      <h1
        key={title}
        tabIndex={-1}
        className="mr-auto line-clamp-2 min-w-0 px-1 text-[clamp(0.8125rem,4.2vw,1rem)] leading-5 font-semibold [overflow-wrap:anywhere] md:px-0"
      >
        {title}
      </h1>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        className="touch-target mr-2 hidden h-9 w-64 cursor-pointer items-center gap-2.5 rounded-md border border-line-strong bg-canvas px-3 text-[0.8125rem] text-ink-faint transition-colors hover:border-control hover:text-ink-soft lg:flex"
        onClick={onPalette}
      >
        <Search aria-hidden className="size-4" />
        <span className="flex-1 text-left">{t('palette.open')}</span>
        <KeyCombination shortcut={shortcuts.palette} />
      </button>
      <PreferenceBar />
      <UserMenu />
    </header>
  );
}
