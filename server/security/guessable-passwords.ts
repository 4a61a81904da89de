import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPasswordJudge } from '#shared/identity/guessable-passwords.ts';

// Read when the module loads: without its list the server does not start, instead of failing the first registration.
const listed: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .trimEnd()
    .split('\n'),
);

/** Why a new password would be guessed first, by the whole list. */
export const passwordProblem = createPasswordJudge(listed);
