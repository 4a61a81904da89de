import { expect, type Page } from '@playwright/test';
import { settle } from './accessibility.ts';

/** What is chosen, done or filled: the system has one colour for it. */
const chosen = [
  'a[aria-current=page]',
  'label:has(> input[type=radio]:checked)',
  '[role=option][aria-selected=true]',
  '[role=meter] > [data-filled]',
  'input[type=checkbox]:checked',
];

/** Fails where the system's own colours, which replace ours, hide a state or leave an icon in ours. */
export async function checkForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  await settle(page);
  const lines = await page.evaluate(findHidden, chosen.join());
  await page.emulateMedia({ forcedColors: 'none' });
  expect(lines.map((line) => `${page.url()}: ${line}`)).toEqual([]);
}

/** Runs in the page. */
function findHidden(selector: string): string[] {
  interface Shown {
    readonly outerHTML: string;
    readonly parentElement: Shown;
    readonly style: Record<string, string>;
    append(child: Shown): void;
    remove(): void;
  }
  const { document, getComputedStyle } = globalThis as unknown as {
    document: {
      body: Shown;
      createElement(name: string): Shown;
      querySelectorAll(all: string): Iterable<Shown>;
    };
    getComputedStyle(one: Shown): { readonly color: string; readonly backgroundColor: string };
  };
  const probe = document.createElement('i');
  Object.assign(probe.style, { backgroundColor: 'Highlight', forcedColorAdjust: 'none' });
  document.body.append(probe);
  const highlight = getComputedStyle(probe).backgroundColor;
  probe.remove();
  const shown = (one: Shown) => one.outerHTML.slice(0, 120);
  const hidden = [...document.querySelectorAll(selector)].filter(
    (one) => getComputedStyle(one).backgroundColor !== highlight,
  );
  const ticks = new Set(document.querySelectorAll('input:checked + svg'));
  const own = [...document.querySelectorAll('svg')].filter(
    (icon) => !ticks.has(icon) && getComputedStyle(icon).color !== getComputedStyle(icon.parentElement).color,
  );
  return [
    ...hidden.map((one) => `looks like what is not chosen: ${shown(one)}`),
    ...own.map((icon) => `an icon has our colour: ${shown(icon)}`),
  ];
}
