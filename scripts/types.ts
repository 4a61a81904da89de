import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiDeclaration } from '#tools/api-types/api-declaration.ts';
import { print } from '#server/cli/terminal.ts';

const folder = join(import.meta.dirname, '../dist');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'quantpulse-api.d.ts'), await apiDeclaration());
print('Written: dist/quantpulse-api.d.ts');
