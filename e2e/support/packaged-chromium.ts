import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from '@playwright/test';
import packaged, { inflate } from '@sparticuz/chromium';

/**
 * Unpacks the Chromium of the npm package into `folder`. The package unpacks into the temporary folder and trusts
 * what lies there already. So it gets a folder of this run's own. Its libraries serve machines that lack NSS and the
 * like.
 */
export async function unpackPackagedChromium(folder: string): Promise<LaunchOptions | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const executablePath = await withTemporaryFolder(folder, async () => {
    await inflate(join(packageFolder(), 'bin', 'al2023.tar.br'));
    return packaged.executablePath(join(packageFolder(), 'bin'));
  });
  await writeFile(fontsFile(folder), fontsOf(folder));
  return { executablePath, env: browserEnvironment(folder) };
}

const fontsFile = (folder: string) => join(folder, 'fonts.conf');

/** The package's own list names `/tmp/fonts`; without a font Chromium draws no text at all. */
function fontsOf(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`);
  const cache = `<cachedir>${join(folder, 'font-cache')}</cachedir>`;
  return `<?xml version="1.0"?><fontconfig>${folders.join('')}${cache}</fontconfig>`;
}

function packageFolder(): string {
  return fileURLToPath(new URL('..', import.meta.resolve('@sparticuz/chromium')));
}

function browserEnvironment(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  // The machine's own libraries come first where it has them.
  const libraries = [process.env.LD_LIBRARY_PATH, ...systemLibraries, join(folder, 'al2023', 'lib')];
  return {
    ...Object.fromEntries(inherited),
    LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
    FONTCONFIG_FILE: fontsFile(folder),
    HOME: folder,
    TMPDIR: folder,
  };
}

const systemLibraries = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/lib64'];

async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
