import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One digest over the names and contents of files, whose paths are relative to `root`. */
export function digestOf(root: string, files: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    digest.update(`${file}\0${content.length}\0`).update(content);
  }
  return digest.digest('base64url');
}

/**
 * The file into which `npm run build` has gathered the server. It must be of the very sources that lie there now. Else
 * undefined: the sources themselves are run.
 */
export function findBuiltServer(root: string): string | undefined {
  const folder = join(root, 'build', 'server');
  try {
    const { digest, files } = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8')) as {
      digest: string;
      files: string[];
    };
    return digest === digestOf(root, files) ? join(folder, 'serve.js') : undefined;
  } catch {
    return undefined;
  }
}
