import { expect, type Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** The commands over any page. Their chunk comes with the first opening at the latest. */
export function palette(page: Page, { shell }: Texts) {
  const dialog = page.getByRole('dialog', { name: shell.palette.title });
  const field = dialog.getByRole('combobox');
  return {
    dialog,
    field,
    options: dialog.getByRole('option'),
    active: dialog.getByRole('option', { selected: true }),
    status: dialog.getByRole('status'),
    async open() {
      await page.keyboard.press('Control+KeyK');
      await expect(field).toBeFocused();
    },
  };
}
