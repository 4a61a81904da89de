/**
 * What `npm test` leaves to `npm test -- --all`, which CI runs: else it takes twenty minutes of two cores, not five.
 * By its path alone each of them still runs.
 */
export const isEveryday = Boolean(process.env.QP_EVERYDAY_TESTS);

/** Each file of these took four seconds or more, or stands beside some that did; together seven tenths of all. */
export const leftToAll = [
  // They start commands, clusters and builds of their own: the tools, and what an operator types.
  'tools/{api-types,app,embedded-postgres,launcher}/**',
  'tools/checks/worked-example.test.ts',
  'bench/**',
  'scripts/**',
  'server/{cli,db/migrations}/**',
  'server/{main,smtp}.test.ts',
  'server/{rest,identity/tokens}/*client*.test.ts',
  // Faults, floods and races: other programs are stopped and started, hundreds call at once.
  'server/http/{built-server,connection-limits,database-faults,graceful-close,lost-log,nginx-*,request-ceiling-redis}.test.ts',
  'server/db/{open-database,pooler,session-settings}.test.ts',
  'server/identity/**/{*-races,database-restart,delivery,hash-slots,lost-answers,mail-floods}.test.ts',
  'server/money/readings/reading-threads.test.ts',
  // Every call, route or column beside every limit and input; and how long things take.
  'server/{rest,trpc}/{*-limits,*fuzz,dear-calls,long-texts}.test.ts',
  'server/identity/auth/{database-dump,*-time,*-time-of-hashers}.test.ts',
  'server/security/{argon2id,passwords}.test.ts',
  'server/money/{portfolios/samples,positions/random-ledgers}.test.ts',
];

/** The way in, and an account with its first purchase. */
export const everydayJourneys = {
  desktop: ['smoke.spec.ts', 'registration.spec.ts', 'sign-in.spec.ts'],
  phone: ['registration.spec.ts', 'portfolios.spec.ts'],
};
