import type { OxlintConfig } from 'oxlint';
import { everywhere, importRules, rule, testsAndHarness } from '#tools/checks/import-rules.ts';

/** `test` of server/testing/fixtures.ts, which the linter does not know for one of Vitest's. */
const testBlocks = ['test', 'test.for'];

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'node', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['client/dist', 'build', 'coverage', 'server/db/schema.ts'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/no-explicit-any': 'error',
    'no-console': 'error',
    'max-params': ['error', { max: 3 }],
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'import/no-unassigned-import': ['error', { allow: ['**/*.css', '@fontsource-variable/**'] }],
    'import/no-named-as-default-member': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-misused-spread': ['error', { allow: ['string'] }],
    'react/react-in-jsx-scope': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-unmodified-loop-condition': 'off',
    'typescript/consistent-return': 'off',
    'vitest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect', 'expect*', 'check*'], additionalTestBlockFunctions: testBlocks },
    ],
    'vitest/no-standalone-expect': [
      'error',
      { additionalTestBlockFunctions: [...testBlocks, 'test.skipIf'] },
    ],
    'typescript/unbound-method': 'off',
    'no-underscore-dangle': ['error', { allow: ['_config', '_def', '_zod'] }],
    'jsx-a11y/prefer-tag-over-role': 'off',
    'jsx-a11y/no-noninteractive-element-to-interactive-role': 'off',
    'jsx-a11y/click-events-have-key-events': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    ...rule(everywhere),
  },
  overrides: [
    {
      files: ['server/**'],
      excludeFiles: ['server/config.ts', 'server/db/driver-environment.ts', ...testsAndHarness],
      rules: { 'node/no-process-env': 'error' },
    },
    // Money is never a float. Returns, rates of return and pixels are, and stand in the files left out.
    {
      files: ['shared/money/**', 'client/src/money/{figures,charts}/**'],
      excludeFiles: [
        'shared/money/{days,provenance,ratios,returns,xirr}.ts',
        'client/src/money/charts/pixels.ts',
        ...testsAndHarness,
      ],
      rules: { 'no-restricted-globals': ['error', 'Number', 'parseFloat', 'parseInt', 'Math'] },
    },
    // A table of cases hands its test a value for every column.
    { files: testsAndHarness, rules: { 'max-params': 'off' } },
    ...importRules,
    {
      files: [
        '*.config.ts',
        '**/*-worker.ts',
        'server/testing/global-setup.ts',
        'e2e/support/global-setup.ts',
      ],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
} satisfies OxlintConfig;
