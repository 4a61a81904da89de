import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireEmbeddedPostgres } from './embedded-postgres.ts';
import { removeEmbeddedPostgres } from './remove-embedded-postgres.ts';

interface ScratchCluster {
  readonly url: string;
  close(): Promise<void>;
}

/** Nobody misses these data after a power cut. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** A PostgreSQL of its own in a temporary folder; `close` leaves nothing of it. */
export async function openScratchCluster(say: (line: string) => void): Promise<ScratchCluster> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'quantpulse-'));
  const postgres = await acquireEmbeddedPostgres({ dataFolder, say, settings });
  return {
    url: postgres.url,
    async close() {
      await postgres.release();
      await removeEmbeddedPostgres(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
