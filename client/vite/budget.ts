import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { chunksOf } from './chunks.ts';

export interface Budget {
  readonly page: string;
  /** Thousands of bytes of JavaScript after gzip. */
  readonly kilobytes: number;
  /** The modules the page begins with; whatever they import statically counts too. */
  readonly modules: readonly string[];
}

/** What stands between a stranger and the first field: the page, its styles and the scripts in its way. */
export interface FieldBudget {
  readonly files: number;
  /** Thousands of bytes by Brotli. */
  readonly kilobytes: number;
}

/** Fails the build when a page's first JavaScript, or what comes before the first field, outgrows its budget. */
export function budget(field: FieldBudget, budgets: readonly Budget[]): Plugin {
  let publicFolder = '';
  return {
    name: 'quantpulse:budget',
    apply: 'build',
    configResolved({ publicDir }) {
      publicFolder = publicDir;
    },
    writeBundle(_, bundle) {
      const check = (isOver: boolean, told: string) => {
        if (isOver) this.error(`Over budget. ${told}`);
        this.info(told);
      };
      const before = [...pageAndStyles(bundle), ...scriptsIn(publicFolder)];
      const weight = inKilobytes(before.map((text) => brotliCompressSync(text)));
      check(
        before.length > field.files || weight > field.kilobytes,
        `before the first field: ${before.length} of ${field.files} files, ${weight.toFixed(1)} of ${field.kilobytes} KB (br)`,
      );
      for (const { page, kilobytes, modules } of budgets) {
        const chunks = chunksOf(modules, bundle).map(({ code }) => gzipSync(code));
        const script = inKilobytes(chunks);
        check(
          script > kilobytes,
          `${page}: ${script.toFixed(1)} of ${kilobytes} KB JavaScript (gzip) in ${chunks.length} files`,
        );
      }
    },
  };
}

/** The styles that the page names; those of later chunks come with them. */
function pageAndStyles(bundle: Rolldown.OutputBundle): (string | Uint8Array)[] {
  const assets = Object.values(bundle).filter((output) => output.type === 'asset');
  const pages = assets.filter(({ fileName }) => fileName.endsWith('.html'));
  const isNamed = (name: string) => pages.some(({ source }) => source.toString().includes(name));
  const styles = assets.filter(({ fileName }) => fileName.endsWith('.css') && isNamed(fileName));
  return [...pages, ...styles].map(({ source }) => source);
}

function scriptsIn(folder: string): Buffer[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return names.map((name) => readFileSync(join(folder, name)));
}

function inKilobytes(files: readonly Uint8Array[]): number {
  return files.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1000;
}
