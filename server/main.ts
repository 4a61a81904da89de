import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** In the project's own folder: what lies in a shared one, anybody could have put there. */
enableCompileCache(join(import.meta.dirname, '..', 'build', 'compile-cache'));
// Only what is imported after it is kept. Reading and compiling took a third of a start.
await import('#server/serve.ts');
