import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecretFolder, newSecret } from './secret-folder.ts';
import { unusedSettings } from './unused-settings.ts';

/** The accounts of the official images that may read a secret, besides root. */
interface Readers {
  readonly postgres: number;
  readonly server: number;
}

interface Options {
  readonly folder: string;
  readonly readers: Readers;
  readonly environment: NodeJS.ProcessEnv;
}

/** Secrets of the server that take the value of the setting at each `up`. */
const given = ['AUTH_SECRET_PREVIOUS', 'REDIS_URL', 'SMTP_URL', 'FIRST_ADMIN_PASSWORD'];

/**
 * Writes the secrets that the services of the Compose stack share. A secret made here is never changed: after `down`,
 * `up` must find the password that the database knows. What the operator sets is written again at each `up`. Returns
 * messages for the operator, which never hold a value.
 */
export function makeSecrets({ folder, readers, environment }: Options): string[] {
  const { POSTGRES_USER: user, POSTGRES_DB: database, POSTGRES_PASSWORD: wanted } = environment;
  if (!user || !database) throw new Error('POSTGRES_USER and POSTGRES_DB must be set');
  const former = createSecretFolder(join(folder, 'former'), readers.server);
  const postgres = createSecretFolder(join(folder, 'postgres'), readers.postgres);
  const owner = createSecretFolder(join(folder, 'owner'), readers.server);
  const server = createSecretFolder(join(folder, 'server'), readers.server);

  const password = postgres.keep('password', () => wanted || undefined);
  const ownerUrl = owner.keep(
    'stack-owner-url',
    () => former.find('database-url') ?? urlOf(user, password, database),
  );
  const serverUrl = owner.keep('stack-server-url', () => asServer(ownerUrl));
  const isElsewhere = Boolean(environment['DATABASE_URL']);
  const url = environment['DATABASE_URL'] || serverUrl;
  owner.write('database-url', url);
  owner.write('database-direct-url', isElsewhere ? (environment['DATABASE_DIRECT_URL'] ?? '') : ownerUrl);
  server.write('database-url', url);
  server.keep('auth-secret', () => former.find('auth-secret'));
  if (environment['AUTH_SECRET']) server.write('auth-secret', environment['AUTH_SECRET']);
  for (const name of given) server.write(fileOf(name), environment[name] ?? '');

  const isOther = urlOf(user, password, database) !== ownerUrl || (wanted && wanted !== password);
  if (isOther && !isElsewhere)
    return ['POSTGRES_* is not used: the database was made with other values, which are kept'];
  return ['secrets are in place'];
}

function urlOf(user: string, password: string, database: string): string {
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgres://${account}@postgres:5432/${encodeURIComponent(database)}`;
}

/** The same database as another role, which `migrate` makes. */
function asServer(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = `${url.username}_server`;
  url.password = newSecret();
  return url.href;
}

function fileOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

if (import.meta.main) {
  const readers = { postgres: 999, server: 1000 };
  const compose = readFileSync(join(import.meta.dirname, '..', 'docker-compose.yml'), 'utf8');
  const unused = unusedSettings(compose, process.env);
  const messages = makeSecrets({ folder: '/secrets', readers, environment: process.env });
  if (unused.length > 0) messages.unshift(`.env: this stack does not use ${unused.join(', ')}`);
  process.stdout.write(`${messages.join('\n')}\n`);
}
