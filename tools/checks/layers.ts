/**
 * Who may import whom: the one table that oxlint.config.ts and the tests of the tree go by. In every list what stands
 * first is the lowest. A part sees those before it, and of its neighbours the types alone.
 */

/** Domains, and in each the floors of its nouns. The same nouns are folders on both sides and files of `shared/`. */
export const domains = {
  identity: [
    ['limits', 'audit', 'devices', 'links', 'mail'],
    ['passwords'],
    ['users'],
    ['sessions'],
    ['factors'],
    ['account', 'auth'],
    ['tokens'],
    ['admin'],
    ['rest'],
  ],
  money: [
    ['figures'],
    ['charts'],
    ['instruments'],
    ['prices'],
    ['portfolios', 'transactions'],
    ['readings'],
    ['positions', 'performance'],
  ],
  desk: [['exchanges'], ['dashboard']],
} as const satisfies Readonly<Record<string, readonly (readonly string[])[]>>;

/** Which domain stands on which. */
export const domainFloors = [['identity'], ['money', 'market'], ['desk']];

/** What may stand in a noun's folder of the server, by the ending of its name. */
export const nounSuffixes = ['router', 'service', 'repository', 'rules', 'presenter', 'module'] as const;
export type NounSuffix = (typeof nounSuffixes)[number];

/** The server's other rooms, the ground first. Files stand beside their room's folder, in `server/` itself. */
export const serverRooms = [
  {
    name: 'ground',
    folders: ['config', 'db', 'errors', 'security'],
    files: [
      'after-answer',
      'caller',
      'config',
      'listen-error',
      'log-output',
      'logger',
      'once',
      'output-errors',
      'readiness',
      'root-folder',
      'request-id',
      'security-log',
      'smtp',
      'unavailable-log',
      'person-lines',
      'work-queue',
    ],
  },
  { name: 'http', folders: ['http'], files: [] },
  { name: 'trpc', folders: ['trpc'], files: [] },
  { name: 'rest', folders: ['rest'], files: [] },
  { name: 'jobs', folders: ['jobs'], files: [] },
  {
    name: 'the way in',
    folders: ['cli', 'testing'],
    files: [
      'app',
      'built-server',
      'main',
      'reading-worker',
      'readings',
      'repositories',
      'request-context',
      'rest-handler',
      'router',
      'serve',
      'server',
      'services',
      'system.router',
      'trpc-handler',
    ],
  },
] as const;

/** The client's rooms, the ground first; its nouns stand between forms and app. */
export const clientRooms = ['i18n', 'lib', 'components', 'session', 'forms'] as const;

/** The domains that stand above one, beside it, or both. */
function domainsFrom(domain: string) {
  const own = domainFloors.findIndex((floor) => floor.includes(domain));
  return domainFloors
    .slice(own)
    .flat()
    .filter((name) => name !== domain);
}

/** Nouns of a domain on higher floors, and those on the same one. */
function nounsFrom(floors: readonly (readonly string[])[], noun: string) {
  const own = floors.findIndex((floor) => floor.includes(noun));
  return {
    above: floors.slice(own + 1).flat(),
    beside: (floors[own] ?? []).filter((name) => name !== noun),
  };
}

/** Every noun with its domain, the nouns of higher floors and those beside it. */
export const nouns = Object.entries(domains).flatMap(([domain, floors]) =>
  floors
    .flat()
    .map((noun) => ({ domain, noun, domainsAbove: domainsFrom(domain), ...nounsFrom(floors, noun) })),
);
