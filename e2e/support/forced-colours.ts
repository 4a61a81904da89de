import { expect, type Page } from '@playwright/test';

/** What is chosen, done or filled, and what of its kind is not. */
const pairs = [
  ['a[aria-current=page]', 'nav a:not([aria-current])'],
  ['label:has(> input[type=radio]:checked)', 'label:has(> input[type=radio]:not(:checked))'],
  ['[role=option][aria-selected=true]', '[role=option]:not([aria-selected=true])'],
  ['[role=meter] > [data-filled]', '[role=meter] > :not([data-filled])'],
  ['input[type=checkbox]:checked', 'input[type=checkbox]:not(:checked)'],
] as const;

/** Fails where the system's own colours, which replace ours, hide a state or leave an icon in ours. */
export async function checkForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  const lines = await page.evaluate(findHidden, pairs);
  await page.emulateMedia({ forcedColors: 'none' });
  expect(lines.map((line) => `${page.url()}: ${line}`)).toEqual([]);
}

/** Runs in the page. */
function findHidden(states: readonly (readonly [string, string])[]): string[] {
  type Shown = { readonly outerHTML: string; readonly parentElement: Shown };
  const { document, getComputedStyle } = globalThis as unknown as {
    document: { querySelector(selector: string): Shown | null; querySelectorAll(all: string): Iterable<Shown> };
    getComputedStyle(one: Shown): { readonly color: string; readonly backgroundColor: string };
  };
  const same = states.filter(([chosen, other]) => {
    const [one, two] = [document.querySelector(chosen), document.querySelector(other)];
    return one && two && getComputedStyle(one).backgroundColor === getComputedStyle(two).backgroundColor;
  });
  const tick = 'input:checked + svg';
  const own = [...document.querySelectorAll('svg')].filter(
    (icon) => getComputedStyle(icon).color !== getComputedStyle(icon.parentElement).color,
  );
  const ticks = new Set(document.querySelectorAll(tick));
  return [
    ...same.map(([chosen]) => `${chosen} looks like what is not chosen`),
    ...own.filter((icon) => !ticks.has(icon)).map((icon) => `an icon has our colour: ${icon.outerHTML.slice(0, 120)}`),
  ];
}
