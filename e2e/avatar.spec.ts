import type { Page } from '@playwright/test';
import { shell } from './pages/shell.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { query } from './support/api.ts';
import { withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';
import type { User } from '#shared/identity/users.ts';

/** A PNG of 400 × 300 whose middle is green, drawn by the page's own browser. */
async function drawPng(page: Page): Promise<Buffer> {
  const url: string = await page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 300 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#ff0000';
    context.fillRect(0, 0, 400, 300);
    context.fillStyle = '#00aa00';
    context.fillRect(50, 0, 300, 300);
    return canvas.toDataURL('image/png');
  })()`);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** The colour at the left edge of the picture in the header, and the size of the picture itself. */
async function shownPicture(page: Page) {
  const image = page.getByRole('banner').locator('[data-slot=avatar] img');
  await expect(image).toHaveJSProperty('complete', true);
  const [red = 0, green = 0, ...size]: number[] = await page.evaluate(`(() => {
    const image = document.querySelector('header [data-slot=avatar] img');
    const context = document.createElement('canvas').getContext('2d');
    context.drawImage(image, 0, 0);
    const [red, green] = context.getImageData(2, 128, 1, 1).data;
    return [red, green, image.naturalWidth, image.naturalHeight];
  })()`);
  return { isGreen: green > 120 && red < 60, size };
}

test('a person gives a picture by keyboard, meets the middle of it in the header, and removes it', async ({
  page,
  texts,
  me,
}) => {
  const { avatar } = texts.users;
  await page.goto('/settings/profile');
  const choose = page.getByRole('button', { name: avatar.choose });
  const file = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await choose.press('Enter');
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
  };

  await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
  await file('words.png', Buffer.from('no picture'));
  await expect(page.getByText(avatar.unreadable)).toBeVisible();
  await checkAccessibility(page);

  await file('me.png', await drawPng(page));
  await expect(page.getByText(texts.users.saved)).toBeVisible();
  await expect(page.getByText(avatar.unreadable)).toBeHidden();
  expect(await shownPicture(page)).toEqual({ isGreen: true, size: [256, 256] });
  await expect(shell(page, texts).userMenu).toHaveAccessibleName(new RegExp(me.fullName));
  await checkAccessibility(page);

  await page.reload();
  expect((await shownPicture(page)).isGreen).toBe(true);
  await page.getByRole('button', { name: avatar.remove }).press('Enter');
  await expect(choose).toBeFocused();
  await expect(page.locator('[data-slot=avatar] img')).toHaveCount(0);
  expect((await query<User>(page.request, 'users.me')).avatarUrl).toBeNull();
});

test(
  'a browser that writes no WebP says where a picture can be added',
  withoutLooks,
  async ({ page, texts, me }) => {
    // Safari gives a PNG whatever it was asked for.
    await page.addInitScript(`{
    const { toBlob } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.toBlob = function (callback) {
      toBlob.call(this, callback, 'image/png');
    };
  }`);
    await page.goto('/settings/profile');
    await expect(page.getByLabel(texts.users.fullName)).toHaveValue(me.fullName);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: texts.users.avatar.choose }).click();
    await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: await drawPng(page) });
    await expect(page.getByText(texts.users.avatar.noWebp)).toBeVisible();
  },
);
