import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from 'vite';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** In a browser after the floor, or on https and localhost alone (`crypto.randomUUID`): no build lends these. */
const newer = [
  /AbortSignal\.any\b/,
  /\brandomUUID\b/,
  /\bURL\.(?:parse|canParse)\b/,
  /\bPromise\.(?:withResolvers|try)\b/,
  /\bArray\.fromAsync\b/,
  /\b(?:Object|Map)\.groupBy\b/,
  /\bIntl\.(?:DurationFormat|Segmenter)\b/,
  /(?<!\bz)\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|union|intersection|symmetricDifference)\(/,
  /\.(?:isWellFormed|toWellFormed|getSetCookie|checkVisibility|setHTMLUnsafe|moveBefore)\(/,
  /\bIterator\.(?:from|prototype)\b|\.(?:values|keys|entries)\(\)\.(?:map|filter|toArray|some|find)\(/,
  /\bRegExp\.escape\b|\bUint8Array\.from(?:Base64|Hex)\b|\.to(?:Base64|Hex)\(/,
  /\b(?:requestIdleCallback|startViewTransition|scheduler\.yield|showPopover|URLPattern)\b/,
];
const sources = globSync(['client/src/**/*.{ts,tsx}', 'shared/**/*.ts', 'client/public/*.js'], { cwd: root });
const pages = sources.filter((path) => !/\.test\.|\/testing\//.test(path));

test('no page uses what the oldest promised browser has not', () => {
  const found = pages.flatMap((path) =>
    newer.flatMap((pattern) => pattern.exec(read(path))?.[0] ?? []).map((name) => `${path}: ${name}`),
  );
  expect(pages.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('the README promises the browsers the pages are built for', async () => {
  const promised = /Chrome and Edge (\d+), Firefox (\d+), Safari ([\d.]+)/.exec(read('README.md'))?.slice(1);
  const [chromium, firefox, safari] = promised ?? [];
  const { build } = await resolveConfig({ configFile: join(root, 'vite.config.ts') }, 'build');
  expect(build.target).toEqual([
    `chrome${chromium}`,
    `edge${chromium}`,
    `firefox${firefox}`,
    `safari${safari}`,
  ]);
});
