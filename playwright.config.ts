import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { chosenBrowser, chosenUrl, deploymentUrl, withoutLooks } from './e2e/support/run-settings.ts';
import { everydayJourneys, isEveryday } from './tools/test-run/everyday.ts';

type Project = NonNullable<PlaywrightTestConfig['projects']>[number];

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
};
const locales = { en: 'en-US', ru: 'ru-RU' };

function project(
  size: keyof typeof sizes,
  locale: keyof typeof locales,
  colorScheme: 'dark' | 'light',
): Project {
  const use = { ...sizes[size], locale: locales[locale], colorScheme };
  const name = `${size} ${locale} ${colorScheme}`;
  return { name, use, ...(isEveryday && { testMatch: everydayJourneys[size] }) };
}

/** Files whose journeys all look at no page of their own: one variant is enough for every day. */
const filesWithoutLooks =
  /(?:attacker|connection|member-texts|odd-browsers|password-fields|refresh-rounds|session|waiting|harness)\.spec\.ts$/;

/** Two variants that together cover both sizes, languages and themes; `--full` runs all eight. */
const everyday = [
  project('desktop', 'en', 'dark'),
  {
    ...project('phone', 'ru', 'light'),
    testIgnore: filesWithoutLooks,
    grepInvert: new RegExp(withoutLooks.tag),
  },
];
const full = (['desktop', 'phone'] as const).flatMap((size) =>
  (['en', 'ru'] as const).flatMap((locale) =>
    (['dark', 'light'] as const).map((colorScheme) => project(size, locale, colorScheme)),
  ),
);

const report = process.env.QP_PLAYWRIGHT_REPORT;

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/global-setup.ts',
  outputDir: 'test-results',
  // A deployment counts what one address asks of it.
  workers: deploymentUrl() ? 1 : 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // What the pictured pages say lies beside their pictures.
  snapshotPathTemplate: '{testDir}/../docs/images/{arg}{ext}',
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  projects: process.env.E2E_FULL ? full : everyday,
  use: {
    baseURL: chosenUrl(),
    launchOptions: chosenBrowser(),
    screenshot: 'only-on-failure',
  },
});
