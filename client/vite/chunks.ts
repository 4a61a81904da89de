import type { Rolldown } from 'vite';

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

/** The chunks of the build that hold these modules, and whatever those import statically. */
export function chunksOf(modules: readonly string[], bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const outputs = Object.values(bundle).filter((output) => output.type === 'chunk');
  const chunks = new Map(outputs.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<Rolldown.OutputChunk>();
  for (const module of modules) addWithImports(chunkOf(module, chunks), chunks, found);
  return [...found];
}

function chunkOf(module: string, chunks: Chunks): Rolldown.OutputChunk {
  const all = [...chunks.values()];
  // What is imported lazily has a file of its own, even where the code itself lies in a shared one.
  const found =
    all.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module)) ??
    all.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
  if (!found) throw new Error(`${module} is not in the build.`);
  return found;
}

function addWithImports(chunk: Rolldown.OutputChunk, chunks: Chunks, found: Set<Rolldown.OutputChunk>) {
  if (found.has(chunk)) return;
  found.add(chunk);
  for (const name of chunk.imports) {
    const imported = chunks.get(name);
    if (imported) addWithImports(imported, chunks, found);
  }
}
