import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { Result, RunOptions } from 'axe-core';

/** The smaller of the package's two files: every page reads it anew. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] },
  // What passed is not read, and listing it takes its time.
  resultTypes: ['violations'],
};
const run = `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`;

const animationsEnd = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
  .map((one) => one.finished)).then(() => undefined)`;

/** What fades in has its colours only when it is there; skeletons pulse for ever. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(animationsEnd);
}

/** Fails with one line per element that breaks a rule of WCAG 2.2, levels A and AA. No page of ours holds a frame. */
export async function checkAccessibility(page: Page): Promise<void> {
  await settle(page);
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe);
  const violations = await page.evaluate<Result[]>(run);
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
  expect(lines).toEqual([]);
}
