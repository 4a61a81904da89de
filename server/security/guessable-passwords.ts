import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createPasswordJudge,
  type OwnTexts,
  type PasswordProblem,
} from '#shared/identity/guessable-passwords.ts';
import { rootFolder } from '#server/root-folder.ts';

// Read when the module loads: without its list the server does not start, instead of failing the first registration.
const list = readFileSync(join(rootFolder, 'server/security/common-passwords.txt'), 'utf8');

/** Made for the first new password: forty thousand words took 25 ms of every start. */
let judge: ReturnType<typeof createPasswordJudge> | undefined;

/** Why a new password would be guessed first, by the whole list. */
export function passwordProblem(password: string, ownTexts: OwnTexts): PasswordProblem | null {
  judge ??= createPasswordJudge(new Set(list.trimEnd().split('\n')));
  return judge(password, ownTexts);
}
