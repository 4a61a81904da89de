import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(?:js|css|html|svg|txt|json|webmanifest)$/;

const byBrotli = promisify(brotliCompress);
const byGzip = promisify(gzip);

/** Writes `.br` and `.gz` beside every text of the build, so that nothing is compressed while somebody waits. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'quantpulse:precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      async handler() {
        const names = await readdir(folder, { recursive: true });
        await Promise.all(names.filter((name) => compressible.test(name)).map(writeTwins));
      },
    },
  };

  async function writeTwins(name: string): Promise<void> {
    const path = join(folder, name);
    const text = await readFile(path);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength };
    await Promise.all([
      writeFile(`${path}.br`, await byBrotli(text, { params })),
      writeFile(`${path}.gz`, await byGzip(text, { level: 9 })),
    ]);
  }
}
