/**
 * Every npm script of package.json: what it runs and what `--help` says. Without `takesArguments` it refuses them; the
 * operator's commands also print a longer help of their own.
 */
export const commands = {
  start: {
    run: ['scripts/start.ts'],
    usage: 'npm start',
    about: 'migrates, builds the client when its sources changed, serves app and API on PORT (3000)',
  },
  dev: {
    run: ['scripts/dev.ts'],
    usage: 'npm run dev',
    about: 'Vite with hot reload on PORT (3000), the API behind it restarting on change',
  },
  test: {
    run: ['scripts/test.ts'],
    takesArguments: true,
    usage: 'npm test [-- --all | <path>…]',
    about:
      'the checks, then unit, integration and browser tests but for the long ones, with --all all of them, or the unit and integration tests of these paths alone; ends with "N passed, N failed"',
  },
  'test:coverage': {
    run: ['scripts/test-coverage.ts'],
    usage: 'npm run test:coverage',
    about: 'unit and integration tests with the share of the code they run, and fails below the gates',
  },
  'test:fuzz': {
    run: ['scripts/test-fuzz.ts'],
    takesArguments: true,
    usage: 'npm run test:fuzz [-- <inputs per procedure>]',
    about: 'ten thousand generated inputs for every procedure, through the whole server',
  },
  'test:long': {
    run: ['scripts/test-long.ts'],
    usage: 'npm run test:long',
    about:
      'the races, in as many rounds as were promised: refresh by fifty at once, two tabs, killed databases',
  },
  check: {
    run: ['scripts/check.ts'],
    usage: 'npm run check',
    about: "writes the client's types of the API; then format, lint, types, dead code",
  },
  build: {
    run: ['scripts/build.ts'],
    takesArguments: true,
    usage: 'npm run build [-- <vite options>]',
    about: 'builds the client into client/dist, and gathers the server into build/server',
  },
  e2e: {
    run: ['scripts/e2e.ts'],
    takesArguments: true,
    usage: 'npm run e2e [-- --full] [-- <playwright options>]',
    about:
      'journeys in a browser; --full runs every language, theme and size; E2E_BASE_URL names a deployment',
  },
  pictures: {
    run: ['scripts/pictures.ts'],
    usage: 'npm run pictures',
    about: 'photographs the pages for the README, with fixed data and clock, into docs/images',
  },
  client: {
    run: ['scripts/client.ts'],
    usage: 'npm run client',
    about: 'writes dist/quantpulse-client, a package for programs and front ends elsewhere',
  },
  mails: {
    run: ['scripts/mails.ts'],
    usage: 'npm run mails',
    about: 'draws every mail in both languages into build/mails, as HTML, text and pictures',
  },
  bench: {
    run: ['bench/main.ts'],
    takesArguments: true,
    usage: 'npm run bench [-- --quick] [-- --only <figure,…> | --against <checkout>] [-- --write]',
    about:
      'measures what docs/benchmarks.md claims (about 25 minutes; --quick: 4); --only takes figures by name, commas between; --against measures a read beside other checkouts; --write puts it there',
  },
  'audit:web': {
    run: ['scripts/audit-web.ts'],
    takesArguments: true,
    usage: 'npm run audit:web [-- --runs <number>]',
    about:
      'how soon a page takes input on a slow phone, with bytes by kind, files, long tasks and layout shift; medians of 5 runs',
  },
  migrate: {
    run: ['server/cli/migrate.ts'],
    takesArguments: true,
    printsOwnHelp: true,
    usage: 'npm run migrate -- up | down | status | new <name> | check',
    about: 'applies, undoes, lists, makes or checks migrations',
  },
  'db:types': {
    run: ['server/cli/db-types.ts'],
    takesArguments: true,
    printsOwnHelp: true,
    usage: 'npm run db:types [-- --verify]',
    about: 'writes the schema types from the database, or verifies them',
  },
  'breached-passwords': {
    run: ['scripts/breached-passwords.ts'],
    takesArguments: true,
    usage: 'npm run breached-passwords [-- <list of SHA-1> <file to make>]',
    about:
      'makes the file of BREACHED_PASSWORDS_FILE from a public list, sorted by hash; - reads standard input',
  },
  'docs:policy': {
    run: ['scripts/docs-policy.ts'],
    usage: 'npm run docs:policy',
    about: 'writes docs/policy.md: who may call which procedure, its limits and its error codes',
  },
  types: {
    run: ['scripts/types.ts'],
    usage: 'npm run types',
    about: "writes dist/quantpulse-api.d.ts: the router's type in one file, for projects elsewhere",
  },
  seed: {
    run: ['server/cli/seed.ts'],
    takesArguments: true,
    printsOwnHelp: true,
    usage: 'npm run seed',
    about:
      'makes demo accounts with a history and samples, and tries what no ledger may hold; refused in production',
  },
  admin: {
    run: ['server/cli/admin.ts'],
    takesArguments: true,
    printsOwnHelp: true,
    usage: 'npm run admin -- create | invite <e-mail> | reset-password | disable | sign-out <account>',
    about:
      'makes the first administrator; invites somebody; sets a new password, disables an account, ends its sessions, by e-mail or username',
  },
};

export function usageOf(name) {
  const { usage, about } = commands[name];
  return `Usage: ${usage}\n  ${about}`;
}

export function usageOfAll() {
  const lines = Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about}`);
  return `Usage:\n${lines.join('\n')}`;
}
