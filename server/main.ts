import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBuiltServer } from '#server/built-server.ts';

const root = join(import.meta.dirname, '..');
/** In the project's own folder: what lies in a shared one, anybody could have put there. */
enableCompileCache(join(root, 'build', 'compile-cache'));
// Only what is imported after it is kept. Reading and compiling took a third of a start.
const built = findBuiltServer(root);
await import(built === undefined ? '#server/serve.ts' : pathToFileURL(built).href);
