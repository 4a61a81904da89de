import type { LaunchOptions } from '@playwright/test';

/**
 * What the global setup found for this run. Workers are processes of their own that read the configuration again;
 * the environment they inherit is the only way to tell them.
 */
export function chooseBrowser(options: LaunchOptions): void {
  process.env.E2E_BROWSER = JSON.stringify(options);
}

export function chosenBrowser(): LaunchOptions {
  return process.env.E2E_BROWSER ? (JSON.parse(process.env.E2E_BROWSER) as LaunchOptions) : {};
}

export function chooseUrl(url: string): void {
  process.env.E2E_APP_URL = url;
}

/** A deployment's address, when the journeys are to run against one. */
export const deploymentUrl = (): string | undefined => process.env.E2E_BASE_URL;

export function chosenUrl(): string {
  return deploymentUrl() ?? process.env.E2E_APP_URL ?? '';
}
