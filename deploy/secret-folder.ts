import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** 256 random bits, in letters that need no quoting in a URL or a shell. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A folder of secrets: root owns each file, one group may read it. A killed run leaves a secret whole or missing. */
export function createSecretFolder(folder: string, reader: number) {
  function draftOf(name: string, value: string): string {
    const draft = join(folder, `${name}.draft`);
    rmSync(draft, { force: true });
    const file = openSync(draft, 'wx', 0o440);
    fchownSync(file, process.getuid?.() ?? 0, reader);
    writeSync(file, value);
    fsyncSync(file);
    closeSync(file);
    return draft;
  }

  function find(name: string): string | undefined {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  return {
    find,

    /** The existing secret, else the one of `make`, else a new one. */
    keep(name: string, make: () => string | undefined): string {
      const found = find(name);
      if (found !== undefined) return found;
      const value = make() ?? newSecret();
      const draft = draftOf(name, value);
      linkSync(draft, join(folder, name));
      rmSync(draft);
      return value;
    },

    /** Replaces the secret by this value. */
    write(name: string, value: string): void {
      if (find(name) !== value) renameSync(draftOf(name, value), join(folder, name));
    },
  };
}
