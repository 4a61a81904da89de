import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the built client depends on. */
const sources = ['client', 'shared', 'package-lock.json', 'vite.config.ts', 'tsconfig.json'];
const notSources = new Set(['dist', 'node_modules']);

/** One hash over the names and contents of every file the client is built from. */
export function hashClientSources(root: string): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((name) => filesUnder(join(root, name)))) {
    const content = readFileSync(path);
    hash.update(`${relative(root, path)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  const entries = readFolder(path);
  if (entries === undefined) return [path];
  return entries.flatMap((entry) => (notSources.has(entry) ? [] : filesUnder(join(path, entry))));
}

function readFolder(path: string): string[] | undefined {
  try {
    return readdirSync(path).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
