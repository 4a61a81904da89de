import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** What fades in has its colours only when it is there; skeletons pulse for ever. */
const settle = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
  .map((one) => one.finished)).then(() => undefined)`;

/** Fails with one line per element that breaks a rule of WCAG 2.2, levels A and AA. */
export async function checkAccessibility(page: Page): Promise<void> {
  await page.evaluate(settle);
  // No page of ours holds a frame. The legacy mode needs no second tab, which would take the focus away.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(wcag22AA).analyze();
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
  expect(lines).toEqual([]);
}
