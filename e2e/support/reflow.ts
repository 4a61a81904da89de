import { expect, type Page } from '@playwright/test';

/** The narrowest phones; WCAG 1.4.10 names the first. */
const widths = [320, 360];

/** Fails with one line for each thing that a narrow phone cuts, makes hard to touch or pushes out. */
export async function checkReflow(page: Page): Promise<void> {
  const before = page.viewportSize();
  const lines: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    const found = await page.evaluate(findMisfits);
    lines.push(...found.map((line) => `${page.url()} at ${width} px: ${line}`));
  }
  if (before) await page.setViewportSize(before);
  expect(lines).toEqual([]);
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
}
interface Shown {
  readonly tagName: string;
  readonly textContent: string;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
}

/** Runs in the page. */
function findMisfits(): string[] {
  const { document } = globalThis as unknown as {
    document: { documentElement: Shown; querySelectorAll(selector: string): Iterable<Shown> };
  };
  const name = (one: Shown) =>
    `${one.tagName.toLowerCase()} "${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)}"`;
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = all('body *').filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
  const cut = all('h1, h2, h3, button, a').filter(
    (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && one.clientHeight > 0,
  );
  const clamped = all('h1').filter((one) => one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 1);
  // One more pixel stands for halves of one.
  const small = all('button, select, a, input:not([type=checkbox], [type=hidden])').filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width > 1 && Math.min(width, height) < 43;
  });
  return [
    ...(scrollWidth > clientWidth ? wide.map((one) => `${name(one)} stands out`) : []),
    ...[...cut, ...clamped].map((one) => `${name(one)} is cut`),
    ...small.map((one) => `${name(one)} is hard to touch`),
  ];
}
