import { readFileSync, statSync, writeFileSync } from 'node:fs';
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
    // Piscina begins its threads from a file beside its own, and pg does without its native twin. The others, or parts
    // of them, are loaded when they are needed.
    external: ['piscina', 'pg-native', '@simplewebauthn/server', '@trpc/server', 'nodemailer', 'redis'],
  },
  build: {
    ssr: 'server/serve.ts',
    outDir: 'build/server',
    emptyOutDir: true,
    target: 'node24',
    // Whoever reads a stack finds its lines.
    minify: false,
    rolldownOptions: { external: /^#tools\//, output: { codeSplitting: false } },
  },
});

/** Writes down what the file was made of, as it was read, and how long the file is. */
function tellSources(): Plugin {
  const read = new Map<string, Buffer>();
  const keep = (path: string) => {
    const content = readFileSync(path);
    read.set(relative(root, path), content);
    return content.toString();
  };
  return {
    name: 'quantpulse:tell-sources',
    enforce: 'pre',
    buildStart: () => void keep(join(root, 'package-lock.json')),
    // What is only inlined stands in no list of the bundler, so each is noted when it is read.
    load(id) {
      const isOwn = id.startsWith(root) && !relative(root, id).startsWith('node_modules');
      return isOwn ? keep(id) : null;
    },
    writeBundle({ dir = '' }) {
      // A list without the first of them would fit any sources.
      if (!read.has('server/serve.ts')) throw new Error('the sources were not noted');
      const bytes = statSync(join(dir, 'serve.js')).size;
      const sources = { bytes, digest: digestOf(read), files: [...read.keys()] };
      writeFileSync(join(dir, 'sources.json'), JSON.stringify(sources));
    },
  };
}
