import { Menu as MenuIcon, Search, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreferenceSwitches } from '#client/app/preference-switches.tsx';
import { NavList } from '#client/app/shell/nav-list.tsx';
import { Button } from '#client/components/button.tsx';
import { IconButton } from '#client/components/icon-button.tsx';
import { Sheet } from '#client/components/sheet.tsx';
import { Wordmark } from '#client/components/wordmark.tsx';

/** The navigation of phones: a sheet from the left. */
export function PhoneNavigation({ onPalette }: { onPalette(): void }) {
  const { t } = useTranslation(['shell', 'common']);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <IconButton
        className="md:hidden"
        label={t('shell:nav.open')}
        aria-expanded={isOpen}
        icon={<MenuIcon aria-hidden className="size-5" />}
        onClick={() => setIsOpen(true)}
      />
      <Sheet open={isOpen} onClose={close} label={t('shell:nav.label')}>
        <div className="flex h-14 items-center justify-between border-b border-line pr-2 pl-5">
          <Wordmark />
          <IconButton label={t('common:close')} icon={<X aria-hidden className="size-5" />} onClick={close} />
        </div>
        <NavList onFollow={close} />
        <div className="flex flex-col gap-3 border-t border-line p-3">
          <Button
            variant="ghost"
            className="!justify-start !gap-3 !px-3"
            onClick={() => {
              close();
              onPalette();
            }}
          >
            <Search aria-hidden className="size-[1.125rem]" />
            {t('shell:palette.open')}
          </Button>
          <PreferenceSwitches />
        </div>
      </Sheet>
    </>
  );
}
