import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { withProcessLock } from '../process-lock.ts';

// Enters the same critical section many times; meeting anyone in there ends it with an error.
const [folder = '', rounds = '0'] = process.argv.slice(2);
for (let round = 0; round < Number(rounds); round++)
  await withProcessLock(folder, { name: 'contended', waitMs: 60_000 }, async () => {
    mkdirSync(join(folder, 'inside'));
    await Promise.resolve();
    rmdirSync(join(folder, 'inside'));
  });
