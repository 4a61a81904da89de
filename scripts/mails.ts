import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { print } from '#server/cli/terminal.ts';
import { rootFolder } from '#server/config.ts';
import { writeMail } from '#server/identity/mail/mail.presenter.ts';
import { sampleMail } from '#server/testing/sample-mails.ts';
import { locales } from '#shared/locales.ts';
import { mailKinds } from '#shared/identity/mail.ts';
import { findBrowser } from '../e2e/support/browser.ts';

const folder = join(rootFolder, 'build', 'mails');
const widths = { phone: 390, desktop: 720 };

await mkdir(folder, { recursive: true });
const { browser: found, remove } = await findBrowser();
const browser = await chromium.launch(found.options);
try {
  for (const locale of locales) for (const kind of mailKinds) await drawMail(kind, locale);
} finally {
  await browser.close();
  await remove();
}
print(
  `Written: ${join('build', 'mails')}, ${locales.length * mailKinds.length} mails as HTML, text and pictures`,
);

/** As a light and as a dark mail program shows it, on a phone and on a desktop. */
async function drawMail(kind: (typeof mailKinds)[number], locale: (typeof locales)[number]): Promise<void> {
  const { text, html } = writeMail(sampleMail(kind, locale), 'https://money.example', 'T'.repeat(43));
  const name = join(folder, `${kind}-${locale}`);
  await writeFile(`${name}.html`, html);
  await writeFile(`${name}.txt`, text);
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme });
    await page.setContent(html);
    for (const [size, width] of Object.entries(widths)) {
      await page.setViewportSize({ width, height: 600 });
      await page.screenshot({ path: `${name}-${size}-${colorScheme}.png`, fullPage: true });
    }
    await page.close();
  }
}
