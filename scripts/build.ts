import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rootFolder } from '#server/root-folder.ts';

const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');

/** The pages, with whatever options were given, then the server. */
for (const options of [process.argv.slice(2), ['--config', 'vite.server.config.ts']]) {
  const { status } = spawnSync(process.execPath, [vite, 'build', ...options], {
    cwd: rootFolder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
