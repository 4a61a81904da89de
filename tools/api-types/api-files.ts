import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What the client is compiled against. It is committed: an editor needs it before anything has run. */
export const clientTypes = join(root, 'client/src/lib/quantpulse-api.d.ts');

/** The same for projects elsewhere. */
const publishedTypes = join(root, 'dist/quantpulse-api.d.ts');

/** The types of `shared/money/decimal.ts`, where projects elsewhere read strings. */
const decimalsOfPages = {
  Decimal: `string & { readonly '~decimal': 'as on the wire' }`,
  Priced: `{ readonly '~priced': 'shown with its provenance' }`,
};

/** What the pages are compiled against. There a priced figure is no text, and is not shown as if it were any other. */
export function forPages(declaration: string): string {
  return Object.entries(decimalsOfPages).reduce(
    (text, [name, type]) => text.replace(`type ${name} = string;`, `type ${name} = ${type};`),
    declaration,
  );
}

/** Leaves a file that is right as it is: each write makes editors and watchers read it again. */
export function writeApiTypes(declaration: string): void {
  for (const [file, text] of [
    [clientTypes, forPages(declaration)],
    [publishedTypes, declaration],
  ] as const) {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
