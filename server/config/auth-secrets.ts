import { randomBytes } from 'node:crypto';
import { ConfigError } from '#server/config/config-error.ts';
import { readOrMakeSecret } from '#server/config/made-secret.ts';

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
  const current = values.AUTH_SECRET ?? madeSecret(dataFolder);
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

function madeSecret(folder: string): string {
  const make = () => randomBytes(48).toString('base64url');
  return readOrMakeSecret({ folder, file: 'auth-secret', setting: 'AUTH_SECRET', make });
}
