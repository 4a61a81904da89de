import { build, type Rolldown } from 'vite';
import { computeVectors } from '#shared/money/testing/compute.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };
import { withoutLooks } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';

/** The rules of money as the pages would load them: built for the browsers that the README names. */
async function moneyForBrowsers(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: ['chrome111', 'firefox128', 'safari16.4'],
      lib: { entry: 'shared/money/testing/compute.ts', formats: ['iife'], name: 'money' },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

test(
  'the figures of every ledger are the same in a browser, to the last digit',
  withoutLooks,
  async ({ page }) => {
    const code = await moneyForBrowsers();
    const { allocation, ledger, gains, alone, xirr } = vectors;
    const cases = { allocation, ledger, gains, alone, xirr };
    const found = await page.evaluate<[string, string][]>(
      `${code}; money.computeVectors(${JSON.stringify(cases)})`,
    );
    const wanted = computeVectors(cases);
    expect(found).toHaveLength(wanted.length);
    const differing = wanted.filter(([, figures], index) => found[index]?.[1] !== figures);
    expect(differing.map(([id]) => id)).toEqual([]);
  },
);
