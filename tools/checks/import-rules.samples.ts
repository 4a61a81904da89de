interface Sample {
  name: string;
  file: string;
  source: string;
}
interface Violation extends Sample {
  code: string;
  says: string;
}

export const imports = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`;
export const importsType = (specifier: string) =>
  `import type { X } from '${specifier}';\nexport type Y = X;\n`;

/** An import of `specifier` that the linter refuses with a message that says what to do. */
function forbidden(file: string, specifier: string, says: string): Violation {
  const code = 'no-restricted-imports';
  return { name: `${file} → ${specifier}`, file: unique(file), source: imports(specifier), code, says };
}

function forbiddenType(file: string, specifier: string, says: string): Violation {
  const sample = forbidden(file, specifier, says);
  return { ...sample, name: `${sample.name} (type)`, source: importsType(specifier) };
}

function allowed(file: string, specifier: string): Sample {
  return { name: `${file} → ${specifier}`, file: unique(file), source: imports(specifier) };
}

function allowedType(file: string, specifier: string): Sample {
  return { name: `${file} → ${specifier} (type)`, file: unique(file), source: importsType(specifier) };
}

let count = 0;
/** Samples of one layer lie side by side: `users.router.ts` becomes `users-3.router.ts`. */
function unique(file: string): string {
  count += 1;
  return file.replace(/\/([a-z-]+)((?:\.[a-z]+)+)$/, `/$1-${count}$2`);
}

const shared = 'shared/errors.ts';
const router = 'server/identity/users/users.router.ts';
const service = 'server/identity/users/users.service.ts';
const repository = 'server/identity/users/users.repository.ts';
const rules = 'server/identity/users/users.rules.ts';
const presenter = 'server/identity/users/users.presenter.ts';
const http = 'server/http/cookies.ts';
const page = 'client/src/identity/users/users-table.tsx';
const form = 'client/src/forms/call-form.tsx';
const session = 'client/src/session/state.ts';
const component = 'client/src/components/button.tsx';
const lib = 'client/src/lib/formats.ts';

export const violations: Violation[] = [
  ...[
    'node:fs',
    'kysely',
    'zzz',
    '@trpc/server',
    '#server/config.ts',
    '#client/lib/trpc.ts',
    '#tools/a/b.ts',
  ].map((specifier) => forbidden(shared, specifier, 'shared/ runs in both places')),
  forbidden(shared, '../server/config.ts', 'shared/ runs in both places'),
  forbiddenType(shared, 'react', 'shared/ runs in both places'),
  { ...forbidden(shared, 'pg', 'shared/ runs in both places'), source: "export * from 'pg';\n" },
  ...['kysely', 'pg', '#server/db/database.ts', '../../db/database.ts'].map((specifier) =>
    forbidden(router, specifier, specifier.startsWith('../../') ? 'Use an alias' : 'repository'),
  ),
  forbidden(router, './users.repository.ts', 'A router asks its service'),
  forbiddenType(router, '#server/repositories.ts', 'A router asks its service'),
  ...['@trpc/server', 'express', '#server/trpc/procedures.ts', '#server/http/cookies.ts'].map((specifier) =>
    forbidden(service, specifier, 'A service knows no transport'),
  ),
  ...['kysely', 'pg', '#server/db/database.ts'].map((specifier) =>
    forbidden(service, specifier, 'A service speaks to repositories'),
  ),
  forbiddenType(service, 'kysely', 'A service speaks to repositories'),
  forbidden(service, './users.repository.ts', 'import their types only'),
  forbidden(service, '#server/identity/limits/limits.service.ts', 'import its service type only'),
  forbiddenType(repository, './users.service.ts', 'A repository knows statements'),
  ...['./users.router.ts', '#server/trpc/procedures.ts', '#server/http/cookies.ts', '@trpc/server'].map(
    (specifier) => forbidden(repository, specifier, 'A repository knows statements only'),
  ),
  ...[rules, presenter].flatMap((file) =>
    ['kysely', 'node:fs', '#server/db/database.ts', './users.repository.ts', '@trpc/server'].map(
      (specifier) => forbidden(file, specifier, 'does no I/O'),
    ),
  ),
  ...[router, service, repository, rules, presenter].flatMap((file) => [
    forbiddenType(file, '#server/identity/sessions/sessions.rules.ts', 'Floors see only those below'),
    forbiddenType(file, '#server/desk/dashboard/dashboard.rules.ts', 'Floors see only those below'),
    forbidden(file, '#server/server.ts', 'Nothing below imports what composes it'),
  ]),
  forbidden('server/identity/auth/auth.rules.ts', '#server/identity/account/account.rules.ts', 'types alone'),
  forbidden(
    'server/identity/limits/limits.rules.ts',
    '../users/users.rules.ts',
    'Floors see only those below',
  ),
  ...['#server/identity/users/users.rules.ts', '#server/trpc/procedures.ts'].map((specifier) =>
    forbiddenType(http, specifier, 'The ground knows neither'),
  ),
  forbiddenType(
    'server/trpc/context.ts',
    '#server/identity/users/users.rules.ts',
    'The ground knows neither',
  ),
  forbidden('server/trpc/handler.ts', '#server/router.ts', 'Nothing below imports what composes it'),
  forbidden('server/security/keys.ts', '#server/http/request-log.ts', 'The ground knows neither'),
  {
    ...forbidden('server/logger.ts', '#server/http/request-log.ts', 'The ground knows neither'),
    file: 'server/logger.ts',
  },
  forbidden('server/db/database.ts', '#server/cli/command.ts', 'Nothing below imports what composes it'),
  ...[page, component, lib, 'client/src/main.tsx'].map((file) =>
    forbiddenType(file, '#server/router.ts', 'The client reaches the server'),
  ),
  forbidden(page, '#migrations/0001-create-users.ts', 'The client reaches the server'),
  ...[page, form, session, component, lib].map((file) =>
    forbidden(file, '#client/app/routes.tsx', 'The client is built'),
  ),
  ...[form, session, component, lib].map((file) =>
    forbidden(file, '#client/identity/users/users-table.tsx', 'The client is built'),
  ),
  forbidden(component, '../app/routes.tsx', 'The client is built'),
  forbidden(session, '#client/forms/call-form.tsx', 'The client is built'),
  forbidden(lib, '#client/components/button.tsx', 'The client is built'),
  forbidden(lib, '#client/session/state.ts', 'The client is built'),
  forbidden(page, '#client/identity/sessions/sessions-card.tsx', 'Floors see only those below'),
  forbidden(page, '#client/desk/dashboard/dashboard-page.tsx', 'The client is built|Floors see only'),
  ...[
    'client/src/money/positions/positions-table.tsx',
    'client/src/desk/dashboard/movers.tsx',
    'client/src/app/routes.tsx',
  ].map((file) => forbidden(file, '#client/money/figures/priced-text.ts', 'shown with its provenance')),
  forbidden(http, '#client/lib/formats.ts', 'The server does not know the client'),
  forbidden(http, '../../shared/errors.ts', 'Use an alias'),
  ...['server/services.ts', 'server/cli/admin.ts', http, service].map((file) =>
    forbidden(file, '#tools/app/bring-up.ts', 'The image holds no tools/'),
  ),
  forbidden(http, './utils.ts', 'Name the file after what it holds'),
  forbidden('client/src/lib/dates.ts', '#client/lib/helpers.ts', 'Name the file after what it holds'),
  forbidden(http, './index.ts', 'No barrels'),
  {
    name: 'a barrel',
    file: 'server/http/things.ts',
    source: "export * from './users-schema.ts';\n",
    code: 'no-barrel-file',
    says: '',
  },
  {
    name: 'a default export',
    file: 'server/http/ids.ts',
    source: 'export default 1;\n',
    code: 'no-default-export',
    says: '',
  },
  {
    name: 'a cycle',
    file: 'server/cycle-a.ts',
    source: "import { b } from '#server/cycle-b.ts';\nexport const a = () => b;\n",
    code: 'no-cycle',
    says: '',
  },
  {
    name: 'console in the server',
    file: 'server/noise.ts',
    source: "console.error('x');\nexport const x = 1;\n",
    code: 'no-console',
    says: '',
  },
  {
    name: 'process.env outside the configuration',
    file: 'server/http/port.ts',
    source: 'export const port = process.env.PORT;\n',
    code: 'no-process-env',
    says: '',
  },
  {
    name: 'any',
    file: 'shared/loose.ts',
    source: 'export const loose = (x: any) => String(x);\n',
    code: 'no-explicit-any',
    says: '',
  },
  {
    name: 'a forgotten await',
    file: 'server/forgotten.ts',
    source: 'const save = async () => 1;\nexport const run = () => {\n  save();\n};\n',
    code: 'no-floating-promises',
    says: '',
  },
];

export const legal: Sample[] = [
  ...['zod', 'zod/mini', '#shared/locales.ts', './locales.ts'].map((specifier) => allowed(shared, specifier)),
  allowed('shared/identity/users.ts', '../errors.ts'),
  ...['#server/trpc/procedures.ts', '#shared/identity/users.ts', 'zod', './users.rules.ts'].map((specifier) =>
    allowed(router, specifier),
  ),
  ...['#server/errors/app-error.ts', '#server/security/passwords.ts', '#shared/identity/users.ts'].map(
    (specifier) => allowed(service, specifier),
  ),
  allowedType(service, './users.repository.ts'),
  allowedType(service, '#server/repositories.ts'),
  allowedType(service, '#server/identity/limits/limits.service.ts'),
  allowedType('server/identity/auth/auth.service.ts', '#server/identity/account/account.service.ts'),
  allowed(service, '#server/identity/passwords/passwords.rules.ts'),
  ...['kysely', '#server/db/schema.ts', '#server/identity/devices/devices.repository.ts'].map((specifier) =>
    allowed(repository, specifier),
  ),
  allowed(rules, '#server/errors/app-error.ts'),
  allowedType(presenter, 'kysely'),
  allowedType('server/trpc/context.ts', '#server/services.ts'),
  allowed('server/trpc/context.ts', '#server/http/session-cookies.ts'),
  allowed('client/src/app/routes.tsx', '#client/identity/users/users-table.tsx'),
  allowed('client/src/money/charts/line-chart.tsx', '#client/money/figures/priced-text.ts'),
  allowed('client/src/desk/dashboard/dashboard-page.tsx', '#client/identity/account/activity-card.tsx'),
  ...['#client/components/button.tsx', '#client/lib/trpc.ts', 'react', '#shared/errors.ts'].map((specifier) =>
    allowed(page, specifier),
  ),
  allowed(component, '../lib/formats.ts'),
  allowed(form, '#client/session/session.tsx'),
  allowed('server/services.ts', '#server/identity/users/users.service.ts'),
];
