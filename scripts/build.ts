import { join } from 'node:path';
import { rootFolder } from '#server/root-folder.ts';
import { runChild } from '#tools/launcher/child-process.mjs';

const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');

/** The pages, with whatever options were given, then the server. */
for (const options of [process.argv.slice(2), ['--config', 'vite.server.config.ts']]) {
  const exitCode = await runChild(process.execPath, [vite, 'build', ...options], {
    cwd: rootFolder,
    stdio: 'inherit',
  });
  if (exitCode !== 0) process.exit(exitCode);
}
