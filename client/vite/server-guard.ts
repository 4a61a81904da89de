import { relative, sep } from 'node:path';
import type { Plugin } from 'vite';

const forbidden = ['server', 'migrations', 'scripts', 'tools'];

/** Fails the build when a module of the server is loaded. Type-only imports vanish before this sees them. */
export function serverGuard(projectRoot: string): Plugin {
  return {
    name: 'quantpulse:server-guard',
    enforce: 'pre',
    load(id) {
      const folder = relative(projectRoot, id.split('?')[0] ?? id).split(sep)[0] ?? '';
      if (forbidden.includes(folder)) {
        this.error(
          `The client loads ${relative(projectRoot, id)}: it may import types from there, never code. ` +
            'What both sides need goes to shared/.',
        );
      }
    },
  };
}
