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

function forbidden(file: string, specifier: string, says: string, source = imports(specifier)): Violation {
  return { name: `${file} → ${specifier}`, file: unique(file), source, code: 'no-restricted-imports', says };
}

function allowed(file: string, specifier: string, source = imports(specifier)): Sample {
  return { name: `${file} → ${specifier}`, file: unique(file), source };
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
const feature = 'client/src/features/users/users-table.tsx';
const component = 'client/src/components/button.tsx';
const lib = 'client/src/lib/formats.ts';

export const violations: Violation[] = [
  ...['node:fs', 'kysely', 'zzz', '@trpc/server', '#server/config.ts', '#client/lib/trpc.ts'].map(
    (specifier) => forbidden(shared, specifier, 'shared/ runs in both places'),
  ),
  forbidden(shared, '../server/config.ts', 'shared/ runs in both places'),
  forbidden(shared, 'react', 'shared/ runs in both places', importsType('react')),
  forbidden(shared, 'pg', 'shared/ runs in both places', "export * from 'pg';\n"),
  ...['kysely', 'pg', '#server/db/database.ts', '../../db/database.ts'].map((specifier) =>
    forbidden(router, specifier, specifier.startsWith('../../') ? 'Use an alias' : 'repository'),
  ),
  forbidden(router, './users.repository.ts', 'A router asks its service'),
  forbidden(
    router,
    '#server/repositories.ts',
    'A router asks its service',
    importsType('#server/repositories.ts'),
  ),
  ...['@trpc/server', 'express', '#server/trpc/init.ts', '#server/http/cookies.ts'].map((specifier) =>
    forbidden(service, specifier, 'A service knows no transport'),
  ),
  ...['kysely', 'pg', '#server/db/database.ts'].map((specifier) =>
    forbidden(service, specifier, 'A service speaks to repositories'),
  ),
  forbidden(service, 'kysely', 'A service speaks to repositories', importsType('kysely')),
  forbidden(service, './users.repository.ts', 'import their types only'),
  forbidden(service, '#server/identity/sessions/sessions.service.ts', 'import its service type only'),
  forbidden(
    repository,
    './users.service.ts',
    'A repository knows statements',
    importsType('./users.service.ts'),
  ),
  ...['./users.router.ts', '#server/trpc/init.ts', '#server/http/cookies.ts', '@trpc/server'].map(
    (specifier) => forbidden(repository, specifier, 'A repository knows statements only'),
  ),
  ...[feature, component, lib, 'client/src/main.tsx'].map((file) =>
    forbidden(file, '#server/router.ts', 'The client reaches the server', importsType('#server/router.ts')),
  ),
  forbidden(feature, '#migrations/0001-create-users.ts', 'The client reaches the server'),
  ...[feature, component, lib].map((file) =>
    forbidden(file, '#client/app/routes.tsx', 'Nothing imports app/'),
  ),
  forbidden(component, '../app/routes.tsx', 'Nothing imports app/'),
  ...[component, lib].map((file) =>
    forbidden(file, '#client/features/users/users-table.tsx', 'know no feature'),
  ),
  forbidden(lib, '#client/components/button.tsx', 'lib/ draws nothing'),
  forbidden('server/http/cookies.ts', '#client/lib/formats.ts', 'The server does not know the client'),
  forbidden('server/http/cookies.ts', '../../shared/errors.ts', 'Use an alias'),
  forbidden('server/http/cookies.ts', './utils.ts', 'Name the file after what it holds'),
  forbidden('client/src/lib/dates.ts', '#client/lib/helpers.ts', 'Name the file after what it holds'),
  forbidden('server/http/cookies.ts', './index.ts', 'No barrels'),
  {
    name: 'a barrel',
    file: 'server/features/users/users.ts',
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
  ...['#server/trpc/procedures.ts', '#shared/identity/users.ts', 'zod'].map((specifier) =>
    allowed(router, specifier),
  ),
  ...['#server/errors/app-error.ts', '#server/security/passwords.ts', '#shared/identity/users.ts'].map(
    (specifier) => allowed(service, specifier),
  ),
  allowed(service, './users.repository.ts', importsType('./users.repository.ts')),
  allowed(service, '#server/repositories.ts', importsType('#server/repositories.ts')),
  allowed(
    service,
    '#server/identity/sessions/sessions.service.ts',
    importsType('#server/identity/sessions/sessions.service.ts'),
  ),
  ...['kysely', '#server/db/schema.ts'].map((specifier) => allowed(repository, specifier)),
  allowed('client/src/app/routes.tsx', '#client/features/users/users-table.tsx'),
  ...['#client/components/button.tsx', '#client/lib/trpc.ts', 'react', '#shared/errors.ts'].map((specifier) =>
    allowed(feature, specifier),
  ),
  allowed(component, '../lib/formats.ts'),
  allowed('server/services.ts', '#server/identity/users/users.service.ts'),
];
