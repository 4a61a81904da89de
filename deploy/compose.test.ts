import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { environmentSchema, secretNames } from '#server/config.ts';
import { settingsOf, unusedSettings } from './unused-settings.ts';

const text = readFileSync(join(import.meta.dirname, '..', 'docker-compose.yml'), 'utf8');
const services = ['secrets', 'postgres', 'migrate', 'server', 'first-admin', 'nginx'];

/** The lines of a block, with those of the anchors it takes over. */
function blockOf(head: RegExp): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => head.test(line));
  if (start === -1) throw new Error(`docker-compose.yml has no line ${head}`);
  const indent = lines[start]!.search(/\S/);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
  const own = rest.slice(0, end).join('\n');
  const taken = [...own.matchAll(/<<: \*([\w-]+)/g)].map(([, name]) => blockOf(new RegExp(`&${name}$`)));
  return [own, ...taken].join('\n');
}
const serviceOf = (name: string) => blockOf(new RegExp(`^  ${name}:$`));

it('these tests look at every service of the stack', () => {
  const listed = /^services:\n([^]*?)^\S/m.exec(text)?.[1]?.match(/^ {2}[\w-]+(?=:$)/gm);
  expect(listed?.map((name) => name.trim())).toEqual(services);
});

it.each(services)('%s has no needless rights, and cannot fill memory, disk or the process table', (name) => {
  const service = serviceOf(name);
  for (const line of [
    'cap_drop: [ALL]',
    "security_opt: ['no-new-privileges:true']",
    'read_only: true',
    'max-size: 10m',
  ])
    expect(service).toContain(line);
  expect(service).toMatch(/^ +pids_limit: \d+$/m);
  expect(service).toMatch(/^ +mem_limit: \d+[mg]$/m);
  expect(service).not.toMatch(/cap_add|privileged:|unconfined/);
});

it('the stack is reached from this machine alone, and only through nginx', () => {
  expect(services.filter((name) => serviceOf(name).includes('ports:'))).toEqual(['nginx']);
  expect(serviceOf('nginx')).toContain("'${HTTP_BIND:-127.0.0.1}:${HTTP_PORT:-80}:80'");
});

it('the server gets no secret of the owner, and migrate none of the server', () => {
  const volumesOf = (name: string) => serviceOf(name).match(/[a-z]+-secrets(?=:)/g);
  expect(Object.fromEntries(services.map((name) => [name, volumesOf(name)]))).toEqual({
    secrets: ['postgres-secrets', 'owner-secrets', 'application-secrets', 'server-secrets'],
    postgres: ['postgres-secrets'],
    migrate: ['owner-secrets'],
    server: ['application-secrets'],
    'first-admin': ['application-secrets'],
    nginx: null,
  });
  expect(serviceOf('migrate')).not.toContain('AUTH_SECRET');
});

it('the first administrator is made once the tables are there, and before anybody reaches the server', () => {
  const task = serviceOf('first-admin');
  expect(task).toContain('command: [node, server/cli/admin.ts, create, --first]\n');
  expect(task).toMatch(/depends_on:\n +migrate:\n +condition: service_completed_successfully/);
  expect(task).toMatch(/^ +restart: 'no'$/m);
  expect(serviceOf('server')).toMatch(/first-admin:\n +condition: service_completed_successfully/);
});

it('the first administrator is made with the settings and the secrets of the server', () => {
  expect(serviceOf('server')).toContain('environment: &server-settings\n');
  expect(serviceOf('first-admin')).toContain('environment: *server-settings\n');
  for (const name of [
    'FIRST_ADMIN_EMAIL',
    'FIRST_ADMIN_USERNAME',
    'PASSWORD_HASHER',
    'BREACHED_PASSWORDS_FILE',
  ])
    expect(serviceOf('server')).toMatch(new RegExp(`^ +${name}:`, 'm'));
  for (const line of ['application-secrets:/secrets/server:ro', '/run/breached-passwords:ro'])
    expect(serviceOf('first-admin')).toContain(line);
});

it('every setting of the server reaches the stack, except those of the image and of the demo', () => {
  const names = Object.keys(environmentSchema.shape);
  const missing = names.filter((name) => !settingsOf(text).has(name));
  expect(missing.toSorted()).toEqual(['HOST', 'NODE_ENV', 'PORT', 'SEED_PASSWORD']);
  for (const name of ['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'HTTP_PORT', 'HTTP_BIND'])
    expect(settingsOf(text)).toContain(name);
});

it.each(secretNames.filter((name) => name !== 'DATABASE_DIRECT_URL'))(
  '%s reaches the server as a file',
  (name) => {
    const file = name.toLowerCase().replaceAll('_', '-');
    expect(serviceOf('server')).toContain(`${name}_FILE: /secrets/server/${file}\n`);
    expect(serviceOf('server')).not.toMatch(new RegExp(`^ +${name}:`, 'm'));
    expect(serviceOf('secrets')).toMatch(new RegExp(`^ +${name}:$`, 'm'));
  },
);

it('the stack names settings of .env that nothing reads, without their values', () => {
  const container = {
    PATH: '/bin',
    HOSTNAME: 'x',
    NODE_VERSION: '24',
    NODE_ENV: 'production',
    PORT: '3000',
  };
  const used = { HTTP_BIND: '0.0.0.0', APP_ORIGIN: 'https://money.example', COMPOSE_PROJECT_NAME: 'x' };
  const unused = {
    REGISTRATIONS: 'closed',
    HOST: '127.0.0.1',
    AUTH_SECRET_FILE: '/planted',
    lower_case: 'x',
  };
  expect(unusedSettings(text, { ...container, ...used, ...unused, LOG_LEVELS: '' })).toEqual([
    'AUTH_SECRET_FILE',
    'HOST',
    'REGISTRATIONS',
    'lower_case',
  ]);
});
