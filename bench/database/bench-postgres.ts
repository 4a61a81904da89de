import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  acquireEmbeddedPostgres,
  removeEmbeddedPostgres,
} from '#tools/embedded-postgres/embedded-postgres.ts';

export interface BenchPostgres {
  readonly url: string;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

/** The server of DATABASE_URL, else an embedded one in a temporary folder, started as by `npm start`, with fsync. */
export async function openBenchPostgres(say: (line: string) => void): Promise<BenchPostgres> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, isEmbedded: false, close: () => Promise.resolve() };
  const dataFolder = await mkdtemp(join(tmpdir(), 'quantpulse-bench-'));
  const postgres = await acquireEmbeddedPostgres({ dataFolder, say });
  return {
    url: postgres.url,
    isEmbedded: true,
    async close() {
      await postgres.release();
      await removeEmbeddedPostgres(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
