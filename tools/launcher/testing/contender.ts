import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { tryProcessLock, type ProcessLock } from '../process-lock.mjs';

// Enters the same critical section many times; meeting anyone in there ends it with an error.
const [folder = '', rounds = '0'] = parseArgs({ allowPositionals: true }).positionals;
for (let round = 0; round < Number(rounds); round++) {
  const lock = await eagerly();
  mkdirSync(join(folder, 'inside'));
  rmdirSync(join(folder, 'inside'));
  lock.release();
}

/** Without the pause that the real waiters make, so that many claims meet. */
async function eagerly(): Promise<ProcessLock> {
  for (;;) {
    const lock = tryProcessLock(folder, 'contended');
    if ('release' in lock) return lock;
    await turn();
  }
}
