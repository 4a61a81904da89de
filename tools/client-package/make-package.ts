import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import packageJson from '#package' with { type: 'json' };
import { clientTypes } from '#tools/api-types/api-files.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';

const root = join(import.meta.dirname, '../..');
const source = join(import.meta.dirname, 'client.ts');
const declared = join(root, 'build/client-package');

/** Writes an installable package: one module, its types, and nothing of this repository. */
export async function makeClientPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      lib: { entry: source, formats: ['es'], fileName: () => 'index.js' },
      rollupOptions: { external: [/^@trpc\//] },
    },
  });
  writeFileSync(join(folder, 'index.d.ts'), await declarations());
  copyFileSync(clientTypes, join(folder, 'quantpulse-api.d.ts'));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

function manifest() {
  const versionOf = (name: '@trpc/client' | '@trpc/server') => {
    const all: Record<string, string> = { ...packageJson.dependencies, ...packageJson.devDependencies };
    return `^${all[name]}`;
  };
  return {
    name: 'quantpulse-client',
    version: packageJson.version,
    description: 'Calls a QuantPulse server with its types, and keeps a session alive by itself',
    license: packageJson.license,
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    files: ['index.js', 'index.d.ts', 'quantpulse-api.d.ts'],
    peerDependencies: {
      '@trpc/client': versionOf('@trpc/client'),
      '@trpc/server': versionOf('@trpc/server'),
    },
  };
}

/** The compiler's own declarations, whose one import of this repository is the file beside them. */
async function declarations(): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
  const { exitCode, output } = await runQuietly(
    [tsc, '-p', join(import.meta.dirname, 'tsconfig.json'), ...options, '--outDir', declared],
    { cwd: root },
  );
  if (exitCode !== 0) throw new Error(`the client's types could not be written: ${output}`);
  const text = readFileSync(join(declared, 'tools/client-package/client.d.ts'), 'utf8');
  return text.replace('#client/lib/quantpulse-api.d.ts', './quantpulse-api.js');
}
