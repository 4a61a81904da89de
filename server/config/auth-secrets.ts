import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '#server/config/config-error.ts';
import { closeSecretFile, makeDataFolder } from '#server/config/data-folder.ts';

/**
 * How published examples of secrets describe themselves, without separators: a pasted example is no secret. Each is
 * long enough that no random secret contains it.
 */
const publishedExamples = [
  /change(me|this|it)|(replace|insert)(me|this|your|with)|example|placeholder|thisisa|development/i,
  /your(own|new|very|super|secret|jwt|auth|key|\d{1,4}bit)|(donot|dont)use|atleast\d|opensslrand/i,
  /(my|super|very|top|jwt|auth|app|session|string|insecure)secret|secretkey|keyboardcat|notasecret/i,
  /(0?123456789abcdef){2}|correcthorse/i,
];
const minimumBytes = 32;
const minimumDifferentCharacters = 8;

export interface AuthSecrets {
  /** Signs and verifies. */
  readonly current: string;
  /** Verify only. */
  readonly previous: readonly string[];
}

interface SecretValues {
  NODE_ENV: string;
  AUTH_SECRET?: string | undefined;
  AUTH_SECRET_PREVIOUS?: string | undefined;
}

/** The signing secrets; outside production an unset one is made once into the data folder. */
export function readAuthSecrets(values: SecretValues, dataFolder: string): AuthSecrets {
  if (!values.AUTH_SECRET && values.NODE_ENV === 'production')
    throw new ConfigError('AUTH_SECRET', 'is required in production');
  const current = values.AUTH_SECRET ?? readOrMakeSecret(dataFolder);
  const previous = values.AUTH_SECRET_PREVIOUS?.split(',').map((secret) => secret.trim()) ?? [];
  requireStrongSecret('AUTH_SECRET', current);
  for (const secret of previous) requireStrongSecret('AUTH_SECRET_PREVIOUS', secret);
  return { current, previous };
}

function requireStrongSecret(name: string, secret: string): void {
  if (Buffer.byteLength(secret) < minimumBytes)
    throw new ConfigError(name, `must have at least ${minimumBytes} bytes`);
  if (secret.includes(',')) throw new ConfigError(name, 'must not contain a comma');
  if (new Set(secret).size < minimumDifferentCharacters)
    throw new ConfigError(name, `must have at least ${minimumDifferentCharacters} different characters`);
  const letters = secret.replaceAll(/[^A-Za-z0-9]/g, '');
  if (publishedExamples.some((example) => example.test(letters)))
    throw new ConfigError(name, 'is a published example; make one of your own');
}

/**
 * Written to a temporary file and linked into place. Two first starts then agree on one secret, and none reads a
 * half-written file.
 */
function readOrMakeSecret(dataFolder: string): string {
  const file = join(dataFolder, 'auth-secret');
  const draft = `${file}.${process.pid}`;
  try {
    const secret = readFileSync(file, 'utf8').trim();
    closeSecretFile(file);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new ConfigError('AUTH_SECRET', `is unset and ${file} cannot be read`);
  }
  try {
    makeDataFolder(dataFolder);
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new ConfigError('AUTH_SECRET', `is unset and ${dataFolder} cannot be written`);
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}
