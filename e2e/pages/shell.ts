import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** The frame of a signed-in person. */
export function shell(page: Page, { shell: texts, app }: Texts) {
  const button = (name: string) => page.getByRole('button', { name });
  const userMenu = button(texts.user.menu);
  return {
    heading: page.getByRole('heading', { level: 1 }),
    userMenu,
    languageMenu: button(`${app.language.label}:`),
    themeMenu: button(`${app.theme.label}:`),
    menu: page.getByRole('menu'),
    choice: (name: string) => page.getByRole('menuitemradio', { name, exact: true }),
    /** Goes to a page of the navigation, which a phone has in a sheet. */
    async goTo(name: string) {
      const open = button(texts.nav.open);
      if (await open.isVisible()) await open.click();
      await page.getByRole('link', { name, exact: true }).click();
    },
    async signOut() {
      await userMenu.click();
      await page.getByRole('menuitem', { name: texts.user.signOut }).click();
    },
  };
}
