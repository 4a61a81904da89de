import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** The list of users and the one that is open beside it. */
export function usersPage(page: Page, { admin, common }: Texts) {
  const sheet = page.getByRole('dialog', { name: admin.user.title });
  return {
    search: page.locator('#search'),
    rows: page.getByRole('list', { name: admin.users.title }).getByRole('listitem'),
    next: page.getByRole('link', { name: common.pages.next }),
    sheet,
    act: (name: keyof typeof admin.acts) => sheet.getByRole('button', { name: admin.acts[name].open }),
    question: (name: keyof typeof admin.acts) => {
      const dialog = page.getByRole('dialog', { name: admin.acts[name].title });
      return { dialog, confirm: dialog.getByRole('button', { name: admin.acts[name].confirm, exact: true }) };
    },
  };
}

export const toast = (page: Page, text: string) => page.locator('[data-slot=toast]').getByText(text);
