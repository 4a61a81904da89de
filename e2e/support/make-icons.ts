import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from './browser.ts';

/** Draws the icons of `client/public` from its favicon.svg. Run it after a change of that: `node e2e/support/make-icons.ts`. */
const root = join(import.meta.dirname, '..', '..');
const inPublic = (name: string) => join(root, 'client', 'public', name);
const mark = readFileSync(inPublic('favicon.svg'), 'utf8');
/** Systems cut the corners themselves, each in its own way. */
const uncut = mark.replace(/ rx="\d+"/u, '');
/** Whatever shape is cut out, a circle of four fifths stays: the mark lies in it. */
const maskable = uncut
  .replace('viewBox="0 0 32 32"', 'viewBox="-6 -6 44 44"')
  .replace('<rect width="32" height="32"', '<rect x="-6" y="-6" width="44" height="44"');
const font = readFileSync(
  join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
).toString('base64');

const { browser: found, remove } = await findBrowser();
const browser = await chromium.launch(found.options);
try {
  const page = await browser.newPage();
  for (const size of [192, 512]) writeFileSync(inPublic(`icon-${size}.png`), await picture(page, mark, size));
  writeFileSync(inPublic('icon-maskable-512.png'), await picture(page, maskable, 512));
  writeFileSync(inPublic('apple-touch-icon.png'), await picture(page, uncut, 180));
  writeFileSync(inPublic('favicon.ico'), icoOf(await picture(page, mark, 32)));
  await drawCard(page);
} finally {
  await browser.close();
  await remove();
}

async function picture(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100% }</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

/** An ICO file that holds one PNG of 32 px: a header, one directory entry, the picture. */
function icoOf(png: Buffer): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.set([32, 32], 6);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

/** What a messenger shows of a link. */
async function drawCard(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 630 });
  await page.setContent(`
    <style>
      @font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) }
      body { margin: 0; height: 630px; box-sizing: border-box; padding: 0 96px; display: flex; gap: 48px;
        align-items: center; background: #0a0d12; color: #e9eef5; font-family: Inter;
        background-image: linear-gradient(#161b24 1px, transparent 1px), linear-gradient(90deg, #161b24 1px, transparent 1px);
        background-size: 70px 70px }
      svg { width: 220px; flex: none }
      h1 { margin: 0; font-size: 96px; letter-spacing: -0.03em }
      p { margin: 16px 0 0; font-size: 36px; color: #a7b2c2 }
    </style>${mark}<div><h1>QuantPulse</h1><p>A self-hosted dashboard for people who look after money</p></div>`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  writeFileSync(inPublic('og.png'), await page.screenshot());
}
