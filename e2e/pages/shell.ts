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
    async signOut() {
      await userMenu.click();
      await page.getByRole('menuitem', { name: texts.user.signOut }).click();
    },
  };
}
