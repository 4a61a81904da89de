import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const client = join(import.meta.dirname, '..', '..', 'client');
const inPublic = (path: string) => join(client, 'public', path);
const html = readFileSync(join(client, 'index.html'), 'utf8');

interface Manifest {
  readonly theme_color: string;
  readonly background_color: string;
  readonly icons: readonly { src: string; type: string; sizes: string; purpose?: string }[];
}
const manifest = JSON.parse(readFileSync(inPublic('manifest.webmanifest'), 'utf8')) as Manifest;

/** The size a PNG has, from its header. */
function sizeOf(path: string): string {
  const png = readFileSync(inPublic(path));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

test('every picture of the manifest is there and as large as it says', () => {
  const pngs = manifest.icons.filter(({ type }) => type === 'image/png');

  expect(pngs.map(({ src }) => sizeOf(src))).toEqual(pngs.map(({ sizes }) => sizes));
  expect(manifest.icons.filter(({ src }) => !existsSync(inPublic(src)))).toEqual([]);
});

test('the manifest has the sizes that browsers ask for, and one that may be cut', () => {
  expect(manifest.icons.map(({ sizes, purpose }) => [sizes, purpose])).toEqual(
    expect.arrayContaining([
      ['192x192', undefined],
      ['512x512', undefined],
      ['512x512', 'maskable'],
    ]),
  );
});

test('every file the page names is there, and the pictures have the sizes of their places', () => {
  const named = [...html.matchAll(/(?:href|content)="(\/[^"]+\.\w+)"/gu)].map(([, path]) => path ?? '');

  expect(named).toEqual(
    expect.arrayContaining(['/manifest.webmanifest', '/favicon.ico', '/apple-touch-icon.png', '/og.png']),
  );
  expect(named.filter((path) => !existsSync(inPublic(path)))).toEqual([]);
  expect([sizeOf('/apple-touch-icon.png'), sizeOf('/og.png')]).toEqual(['180x180', '1200x630']);
});

test('an installed app opens in the colours of the dark theme', () => {
  const canvas = /--canvas: (#\w+);/u.exec(readFileSync(join(client, 'src/styles/theme.css'), 'utf8'))?.[1];

  expect([manifest.theme_color, manifest.background_color]).toEqual([canvas, canvas]);
});
