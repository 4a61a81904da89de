import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '#server/config/config-error.ts';
import { closeSecretFile, makeDataFolder } from '#server/config/data-folder.ts';

interface MadeSecret {
  readonly folder: string;
  readonly file: string;
  /** The setting in whose place it stands. */
  readonly setting: string;
  readonly make: () => string;
}

/**
 * A secret that is made once on this machine. It is written to a temporary file and linked into place. Two first starts
 * then agree on one secret, and none reads a half-written file.
 */
export function readOrMakeSecret({ folder, file: name, setting, make }: MadeSecret): string {
  const file = join(folder, name);
  const draft = `${file}.${process.pid}`;
  try {
    const secret = readFileSync(file, 'utf8').trim();
    closeSecretFile(file);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new ConfigError(setting, `is unset and ${file} cannot be read`);
  }
  try {
    makeDataFolder(folder);
    writeFileSync(draft, `${make()}\n`, { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new ConfigError(setting, `is unset and ${folder} cannot be written`);
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}
