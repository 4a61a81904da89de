import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export interface Budget {
  readonly page: string;
  /** Thousands of bytes of JavaScript after gzip. */
  readonly kilobytes: number;
  /** The modules the page begins with; whatever they import statically counts too. */
  readonly modules: readonly string[];
}

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

function chunkOf(module: string, chunks: Chunks): Rolldown.OutputChunk {
  const found = [...chunks.values()].find((chunk) => chunk.moduleIds.some((id) => id.endsWith(module)));
  if (!found) throw new Error(`The budget names ${module}, which is not in the build.`);
  return found;
}

function withImports(chunk: Rolldown.OutputChunk, chunks: Chunks, seen = new Set<Rolldown.OutputChunk>()) {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const name of chunk.imports) {
    const imported = chunks.get(name);
    if (imported) withImports(imported, chunks, seen);
  }
  return seen;
}

function measure({ modules }: Budget, chunks: Chunks): number {
  const loaded = new Set<Rolldown.OutputChunk>();
  for (const module of modules) withImports(chunkOf(module, chunks), chunks, loaded);
  return [...loaded].reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0) / 1000;
}

/** Fails the build when a page's first JavaScript outgrows its budget; else tells the figures. */
export function budget(budgets: readonly Budget[]): Plugin {
  return {
    name: 'quantpulse:budget',
    apply: 'build',
    writeBundle(_, bundle) {
      const outputs = Object.values(bundle).filter((output) => output.type === 'chunk');
      const chunks = new Map(outputs.map((chunk) => [chunk.fileName, chunk]));
      for (const allowed of budgets) {
        const kilobytes = measure(allowed, chunks);
        const told = `${allowed.page}: ${kilobytes.toFixed(1)} of ${allowed.kilobytes} KB JavaScript (gzip)`;
        if (kilobytes > allowed.kilobytes) this.error(`Over budget. ${told}`);
        this.info(told);
      }
    },
  };
}
