import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { AuditedPage } from './audited-pages.ts';

/** A middling phone on a slow mobile network, as Lighthouse simulates it. */
export const profile = {
  cpuSlowdown: 4,
  downBitsPerSecond: 1_600_000,
  upBitsPerSecond: 750_000,
  latencyMilliseconds: 150,
};

export type Kind = 'html' | 'js' | 'css' | 'font' | 'other';

interface LoadedFile {
  readonly kind: Kind;
  /** Of the body as it was sent: compressed, without headers. */
  readonly bytes: number;
  readonly endedAt: number;
}

/** One cold visit. Times are milliseconds since the navigation began. */
export interface Visit {
  readonly usableAt: number;
  readonly aliveAt: number;
  readonly files: readonly LoadedFile[];
  readonly longTasks: readonly number[];
  readonly layoutShift: number;
}

/** Opens the page in a context of its own: nothing is cached, and no connection is open yet. */
export async function visit(browser: Browser, address: string, audited: AuditedPage): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'ru-RU',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  try {
    if (audited.isSignedIn) await register(context, address);
    const page = await context.newPage();
    await slowDown(context, page);
    await page.addInitScript(watch(audited));
    await page.goto(`${address}${audited.path}`, { waitUntil: 'commit' });
    await page.evaluate('globalThis.qpAlive');
    await page.waitForLoadState('networkidle');
    return await page.evaluate<Visit>('globalThis.qpReport()');
  } finally {
    await context.close();
  }
}

async function register({ request }: BrowserContext, address: string): Promise<void> {
  const name = `audit-${Math.random().toString(36).slice(2, 12)}`;
  const data = { email: `${name}@example.org`, password: 'lantern over quiet river', locale: 'ru' };
  const answer = await request.post(`${address}/trpc/auth.register`, { data });
  if (!answer.ok()) throw new Error(`The registration was refused: ${await answer.text()}`);
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: profile.latencyMilliseconds,
    downloadThroughput: profile.downBitsPerSecond / 8,
    uploadThroughput: profile.upBitsPerSecond / 8,
  });
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: profile.cpuSlowdown });
}

/** Runs in the page. An element counts in the first frame that shows it: then no script holds the page up. */
function watch({ usable, alive }: AuditedPage): string {
  return `
    const seen = {};
    const longTasks = [];
    let layoutShift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => longTasks.push(duration)))
      .observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach(({ value, hadRecentInput }) => {
      if (!hadRecentInput) layoutShift += value;
    })).observe({ type: 'layout-shift', buffered: true });
    const isShown = (selector) => document.querySelector(selector)?.checkVisibility() === true;
    globalThis.qpAlive = new Promise((resolve) => requestAnimationFrame(function look() {
      if (isShown(${JSON.stringify(usable)})) seen.usableAt ??= performance.now();
      if (!isShown(${JSON.stringify(alive)})) return requestAnimationFrame(look);
      seen.aliveAt = performance.now();
      resolve();
    }));
    const kinds = { js: 'js', css: 'css', woff2: 'font' };
    const fileOf = ({ name, entryType, encodedBodySize: bytes, responseEnd: endedAt }) => ({
      kind: entryType === 'navigation' ? 'html' : kinds[new URL(name).pathname.split('.').at(-1)] ?? 'other',
      bytes,
      endedAt,
    });
    globalThis.qpReport = () => ({
      ...seen,
      longTasks,
      layoutShift,
      files: ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type)).map(fileOf),
    });
  `;
}
