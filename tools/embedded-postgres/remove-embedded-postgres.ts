import { rmSync } from 'node:fs';
import { hasUsers } from './users.ts';
import { EmbeddedPostgresError } from './error.ts';
import { homeLink, prepareHome } from './home.ts';
import { stopPostmaster } from './postmaster.ts';
import { withProcessLock } from './process-lock.ts';
import { removeSocketFolder } from './sockets.ts';

/** Ends the server and deletes all its data, wherever it lives; refused while anyone uses it. */
export async function removeEmbeddedPostgres(dataFolder: string): Promise<void> {
  const home = prepareHome(dataFolder);
  await withProcessLock(home.folder, { name: 'cluster', waitMs: 10_000 }, async () => {
    if (hasUsers(home.folder))
      throw new EmbeddedPostgresError(`${home.folder} is in use: end its users first`);
    await stopPostmaster(home);
    removeSocketFolder(home);
    rmSync(home.folder, { recursive: true, force: true, maxRetries: 5 });
  });
  rmSync(homeLink(dataFolder), { recursive: true, force: true });
}
