import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the build writes down of itself. Paths are relative to the root, in the order of the digest. */
interface Sources {
  readonly digest: string;
  readonly files: readonly string[];
  /** The length of the built file: a half-written one is shorter. */
  readonly bytes: number;
}

/** One digest over the paths and contents of files. */
export function digestOf(files: Iterable<readonly [path: string, content: Buffer]>): string {
  const digest = createHash('sha256');
  for (const [path, content] of files) digest.update(`${path}\0${content.length}\0`).update(content);
  return digest.digest('base64url');
}

/**
 * The file into which `npm run build` has gathered the server. It must be of the very sources that lie there now. Else
 * undefined: the sources themselves are run.
 */
export function findBuiltServer(root: string): string | undefined {
  const folder = join(root, 'build', 'server');
  const built = join(folder, 'serve.js');
  try {
    const told = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8')) as Sources;
    const present = told.files.map((path) => [path, readFileSync(join(root, path))] as const);
    return told.digest === digestOf(present) && told.bytes === statSync(built).size ? built : undefined;
  } catch {
    return undefined;
  }
}
