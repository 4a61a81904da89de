import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the client is compiled against. It is committed: an editor needs it before anything has run. */
export const clientTypes = join(root, 'client/src/lib/quantpulse-api.d.ts');

/** The same for projects elsewhere. */
const publishedTypes = join(root, 'dist/quantpulse-api.d.ts');

/** Leaves a file that is right as it is: each write makes editors and watchers read it again. */
export function writeApiTypes(declaration: string): void {
  for (const file of [clientTypes, publishedTypes]) {
    if (existsSync(file) && readFileSync(file, 'utf8') === declaration) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, declaration);
  }
}
