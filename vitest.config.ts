import { defineConfig } from 'vitest/config';
import { isEveryday, leftToAll } from '#tools/test-run/everyday.ts';
import { outcomeReporter } from '#tools/test-run/vitest-reporter.ts';

// The tests start processes from the sources, which an older Node cannot read.
if (!process.features.typescript) {
  process.stderr.write(`Node ${process.versions.node} is too old for the tests: type npm test -- <path>\n`);
  process.exit(1);
}

/** What needs no database: a single file of these runs without waiting for a cluster. */
const unit = [
  'shared/**/*.test.ts',
  'client/src/**/*.test.{ts,tsx}',
  'scripts/**/*.test.ts',
  'tools/!(embedded-postgres)/**/*.test.ts',
  'deploy/**/*.test.ts',
  'server/{config,security}/**/*.test.ts',
  'server/*.test.ts',
  'server/**/*.{rules,service}.test.ts',
];
/** These run in processes or threads of their own, which the tests start and the counting does not see. */
const elsewhere = [
  'server/{main,serve}.ts',
  'server/cli/{migrate,db-types,admin}.ts',
  'server/**/*-worker.ts',
];

/** Hooks and the wiring of the page: only a rendered page runs them, and the journeys do. */
const rendered = [
  'client/src/lib/**/use-*.ts',
  'client/src/lib/{format-for-user,now,titles,trpc}.ts',
  'client/src/session/farewell.ts',
];

const gate = (percent: number) => ({ statements: percent, lines: percent });

const left = isEveryday ? leftToAll : [];
const report = process.env.QP_VITEST_REPORT;

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Files share a process and its modules: loading them anew for each took a third of the time.
    isolate: false,
    // A busy machine gets its time before a test calls it wrong.
    expect: { poll: { timeout: 10_000 } },
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    coverage: {
      provider: 'v8',
      include: ['server/**/*.ts', 'shared/**/*.ts', 'client/src/{lib,session}/**/*.ts'],
      exclude: ['**/*.{test,test-d}.ts', '**/testing/**', ...elsewhere, ...rendered],
      reporter: ['text', 'json-summary'],
      reportOnFailure: true,
      // A file's share counts for every gate it stands behind.
      thresholds: {
        'server/**/*.{service,repository}.ts': gate(90),
        'server/**/*.ts': gate(85),
        'shared/**/*.ts': gate(85),
        'client/src/{lib,session}/**/*.ts': gate(85),
      },
    },
    reporters: report ? ['default', outcomeReporter(report)] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: unit,
          exclude: left,
          setupFiles: ['tools/test-run/vitest-setup.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{server,migrations,bench,tools/embedded-postgres}/**/*.test.ts'],
          exclude: [...unit, ...left],
          setupFiles: ['tools/test-run/vitest-setup.ts'],
          globalSetup: ['server/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
