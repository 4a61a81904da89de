import { refusedDigits, type Pattern } from './priced-digits.ts';
import { clientRooms, domainFloors, nouns, nounSuffixes, serverRooms, type NounSuffix } from './layers.ts';

export const everywhere: Pattern[] = [
  {
    regex: '^(\\./)?\\.\\./\\.\\./',
    message:
      'Use an alias (#server/, #shared/, #client/, #tools/, #migrations/) instead of climbing folders.',
  },
  {
    regex: '(^|/)(utils|helpers?)(\\.[tj]sx?)?$',
    message: 'Name the file after what it holds; utils and helpers hold everything.',
  },
  {
    regex: '^\\.\\.?(/.*)?/index(\\.[tj]sx?)?$|^\\.\\.?/?$|^#.*/index(\\.[tj]sx?)?$',
    message: 'No barrels: import the file that declares the name.',
  },
];
const server: Pattern[] = [
  ...everywhere,
  {
    regex: '^#client/|^(\\.\\./)+client/',
    message: 'The server does not know the client: what both need goes to shared/.',
  },
];
/** Of what runs; tests may. */
const product: Pattern[] = [
  ...server,
  {
    regex: '^#tools/|^(\\.\\./)+tools/',
    message:
      'The image holds no tools/: what the server needs lies in server/, what development needs is imported lazily.',
  },
];
const client: Pattern[] = [
  ...everywhere,
  {
    regex: '^#(server|migrations|tools)/|^(\\.\\./)+(server|migrations|tools)/',
    message:
      'The client reaches the server over /trpc only; the one type it needs comes from #client/lib/trpc.ts.',
  },
];
const shared: Pattern = {
  regex:
    '^[a-yA-Z@]|^z($|[^o]|o$|o[^d]|od[^/])|^#(server|client|migrations|tools)/|^(\\./)?(\\.\\./)+(server|client|migrations|scripts|e2e|bench|tools)/',
  message:
    'shared/ runs in both places and imports zod and itself only: what needs more goes to server/ or client/.',
};

/** An import of one of these folders of `root`, by alias or from a folder beside it. */
function foldersOf(root: '#server' | '#client', names: readonly string[]): string {
  return `^(${root}|\\.\\.)/(${names.join('|')})/`;
}

const database = { regex: '^#server/db/|^\\.\\.?/(.*/)?db/|^(kysely|pg)($|/)' };
const transport = { regex: '^@trpc/|^express$|^#server/(trpc|http|rest)/|^\\.\\.?/(.*/)?(trpc|http|rest)/' };
const repositories = { regex: '\\.repository\\.ts$|^#server/repositories\\.ts$' };
const services = { regex: '\\.service\\.ts$|^#server/services\\.ts$' };
const routers = { regex: '\\.router\\.ts$|^#server/router\\.ts$' };

/** What a file of a noun may not import, whatever its noun. */
const bySuffix: Readonly<Record<NounSuffix, readonly Pattern[]>> = {
  router: [
    { ...database, message: "A router asks its service: the statement goes to the noun's *.repository.ts." },
    {
      ...repositories,
      message: 'A router asks its service: call ctx.services, and let the service use the repository.',
    },
  ],
  service: [
    {
      ...transport,
      message: "A service knows no transport: this goes to the noun's *.router.ts, trpc/ or http/.",
    },
    {
      ...database,
      message: "A service speaks to repositories: the statement goes to the noun's *.repository.ts.",
    },
    {
      ...repositories,
      allowTypeImports: true,
      message: 'A service gets its repositories from services.ts; import their types only.',
    },
    {
      ...services,
      allowTypeImports: true,
      message: 'Another service is given by services.ts; import its service type only.',
    },
    { ...routers, message: 'A service knows no transport: a router calls it, never the reverse.' },
  ],
  repository: [
    {
      ...services,
      message: "A repository knows statements, no rules: the decision goes to the noun's *.service.ts.",
    },
    {
      regex: `${routers.regex}|${transport.regex}`,
      message:
        "A repository knows statements only: transport goes to the noun's *.router.ts, trpc/ or http/.",
    },
  ],
  rules: pure('A rule'),
  presenter: pure('A presenter'),
  module: [{ ...database, message: "A module composes: the statement goes to the noun's *.repository.ts." }],
};

function pure(name: string): Pattern[] {
  const message = `${name} does no I/O: it takes plain values, so that a test needs none. Import types only.`;
  return [
    { ...transport, message },
    ...[database, repositories, services, routers].map(({ regex }) => ({
      regex,
      allowTypeImports: true as const,
      message,
    })),
    { regex: '^node:(fs|net|http|https|tls|dns|child_process|worker_threads)(/|$)', message },
  ];
}

export const testsAndHarness = ['**/*.test.ts', '**/*.test.tsx', '**/*.test-d.ts', '**/testing/**'];
/** The rule by itself, for everything that no override knows better. */
export const rule = (patterns: Pattern[]) => ({
  'no-restricted-imports': ['error' as const, { patterns }] satisfies ['error', object],
});

/** An import that climbs, from a noun's folder on either side. */
function climbing(
  root: '#server' | '#client',
  { domain, domainsAbove, above, beside }: (typeof nouns)[number],
): Pattern[] {
  const higher = [...above.map((name) => `${domain}/${name}`), ...domainsAbove];
  const message =
    'Floors see only those below (tools/checks/layers.ts): move what both need down, or the caller up.';
  return [
    ...(higher.length > 0
      ? [{ regex: `^${root}/(${higher.join('|')})/|^\\.\\./(${above.join('|') || '-'})/`, message }]
      : []),
    ...(beside.length > 0
      ? [
          {
            regex: `^${root}/${domain}/(${beside.join('|')})/|^\\.\\./(${beside.join('|')})/`,
            allowTypeImports: true as const,
            message: `${message} Nouns of one floor know each other's types alone.`,
          },
        ]
      : []),
  ];
}

const composing = serverRooms
  .flatMap(({ name, files }) => (name === 'the way in' ? files : []))
  .filter((name) => name !== 'repositories');
const composition: Pattern = {
  regex: `^#server/(${composing.join('|').replaceAll('.', '\\.')})\\.ts$|^#server/(cli|jobs)/`,
  message: 'Nothing below imports what composes it: take what you need as a parameter.',
};
const composedRepositories: Pattern = {
  regex: '^#server/repositories\\.ts$',
  allowTypeImports: true,
  message: 'Repositories are handed over by services.ts; import their types only.',
};

const serverNouns = nouns.flatMap((place) =>
  nounSuffixes.map((suffix) => ({
    files: [`server/${place.domain}/${place.noun}/*.${suffix}.ts`],
    rules: rule([
      ...product,
      ...climbing('#server', place),
      composition,
      ...(suffix === 'service' ? [] : [composedRepositories]),
      ...bySuffix[suffix],
    ]),
  })),
);

/** The rooms under the nouns: each sees the rooms before it, none a noun. */
const serverGround = serverRooms.slice(0, 4).map(({ name, folders, files }, index) => {
  const above = [
    ...serverRooms.slice(index + 1, 4).flatMap(({ folders: names }) => names),
    ...domainFloors.flat(),
  ];
  return {
    files: [...folders.map((folder) => `server/${folder}/**`), ...files.map((file) => `server/${file}.ts`)],
    excludeFiles: testsAndHarness,
    rules: rule([
      ...product,
      {
        regex: foldersOf('#server', above),
        message:
          'The ground knows neither trpc/ nor a noun, http/ nothing of trpc/: hand it over, or move the code up.',
      },
      // tRPC's context names what the app can do, by type.
      ...(name === 'trpc' ? [{ ...composition, allowTypeImports: true as const }] : [composition]),
      composedRepositories,
    ]),
  };
});

const layersOfClient = [...clientRooms, ...domainFloors.flat(), 'app'];
const clientMessage =
  'The client is built app → nouns → forms → session → components → lib: pass it in as a prop, or move the code down.';

function clientLayer(layer: string, extra: readonly Pattern[] = []) {
  const above = layersOfClient.slice(layersOfClient.indexOf(layer) + 1);
  return rule([
    ...client,
    ...(above.length > 0 ? [{ regex: foldersOf('#client', above), message: clientMessage }] : []),
    ...extra,
  ]);
}

const clientOverrides = [
  ...clientRooms.map((room) => ({ files: [`client/src/${room}/**`], rules: clientLayer(room) })),
  ...nouns.map((place) => ({
    files: [`client/src/${place.domain}/${place.noun}/**`],
    rules: clientLayer(place.domain, [...climbing('#client', place), ...refusedDigits(place)]),
  })),
  {
    files: ['client/src/lib/trpc.ts'],
    rules: rule([
      ...everywhere,
      {
        regex: '^#(server|migrations|tools)/',
        allowTypeImports: true,
        message: 'Of the server, types alone.',
      },
    ]),
  },
];

/**
 * Who may import whom, as overrides. Of several that match a file the last one counts, so each repeats what holds
 * everywhere.
 */
export const importRules = [
  { files: ['server/**', 'migrations/**'], rules: rule(server) },
  { files: ['shared/**'], excludeFiles: ['shared/**/*.test.ts'], rules: rule([...everywhere, shared]) },
  { files: ['server/*.ts', 'server/{cli,jobs}/**'], excludeFiles: testsAndHarness, rules: rule(product) },
  { files: ['server/*.router.ts'], rules: rule([...product, ...bySuffix.router]) },
  { files: ['server/jobs/*.service.ts'], rules: rule([...product, ...bySuffix.service]) },
  ...serverGround,
  ...serverNouns,
  { files: ['client/**'], rules: rule([...client, ...refusedDigits()]) },
  ...clientOverrides,
];
