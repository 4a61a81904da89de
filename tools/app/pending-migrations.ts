import { watch } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { SchemaStatus } from '#server/db/migrations/history.ts';

/** An editor writes a file in several steps, and a branch brings several files. */
const settleMilliseconds = 300;

/** Says when the folder comes to hold what the database has not: the API would refuse every call then. Call it to stop. */
export function tellPendingMigrations(
  folder: string,
  readStatus: () => Promise<SchemaStatus>,
  say: (line: string) => void,
): () => void {
  let told = '';
  let isAsking = false;
  async function look() {
    if (isAsking) return;
    isAsking = true;
    await pause(settleMilliseconds);
    isAsking = false;
    // A database that is away is told by the API's own log.
    const status = await readStatus().catch(() => ({ ok: true }) as const);
    const line = status.ok ? '' : `${status.reason}: npm run migrate -- up`;
    if (line !== '' && line !== told) say(line);
    told = line;
  }
  const watcher = watch(folder, () => void look());
  return () => watcher.close();
}
