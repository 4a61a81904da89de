import { defineConfig } from 'vitest/config';
import { outcomeReporter } from './scripts/vitest-reporter.ts';

/** What needs no database: a single file of these runs without waiting for a cluster. */
const unit = [
  'shared/**/*.test.ts',
  'client/src/**/*.test.{ts,tsx}',
  'scripts/**/*.test.ts',
  'deploy/**/*.test.ts',
  'server/{config,security}/**/*.test.ts',
  'server/*.test.ts',
];
const report = process.env.QP_VITEST_REPORT;

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: report ? ['default', outcomeReporter(report)] : ['default'],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: unit, setupFiles: ['scripts/vitest-setup.ts'], testTimeout: 20_000 },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['server/**/*.test.ts', 'migrations/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: unit,
          setupFiles: ['scripts/vitest-setup.ts'],
          globalSetup: ['server/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
