import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { digestOf } from './server/built-server.ts';

const root = import.meta.dirname;

/** The server's sources in one file, with what they import: half of a start was finding and linking them. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [tellSources()],
  ssr: {
    noExternal: true,
    // Piscina begins its threads from a file beside its own, and pg does without its native twin.
    external: ['piscina', 'pg-native'],
  },
  build: {
    ssr: 'server/serve.ts',
    outDir: 'build/server',
    emptyOutDir: true,
    target: 'node24',
    // Whoever reads a stack finds its lines.
    minify: false,
    rolldownOptions: { external: /^#tools\// },
  },
});

/** Writes down what the file was made of, when all of it is there. */
function tellSources(): Plugin {
  return {
    name: 'quantpulse:tell-sources',
    writeBundle({ dir = '' }, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const ids = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.startsWith(root));
      const own = ids.map((id) => relative(root, id)).filter((path) => !path.startsWith('node_modules'));
      const files = ['package-lock.json', ...new Set(own)].toSorted();
      writeFileSync(join(dir, 'sources.json'), JSON.stringify({ digest: digestOf(root, files), files }));
    },
  };
}
