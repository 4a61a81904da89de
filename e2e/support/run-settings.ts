import type { LaunchOptions } from '@playwright/test';
import type { Person } from './person.ts';

/**
 * What the global setup found for this run. Workers are processes of their own that read the configuration again.
 * Only the environment they inherit can tell them.
 */
export function chooseBrowser(options: LaunchOptions): void {
  process.env.E2E_BROWSER = JSON.stringify(options);
}

export function chosenBrowser(): LaunchOptions {
  return process.env.E2E_BROWSER ? (JSON.parse(process.env.E2E_BROWSER) as LaunchOptions) : {};
}

export interface RunningApp {
  readonly url: string;
  /** For a second server beside the first. */
  readonly databaseUrl: string;
}

export function chooseApp(app: RunningApp): void {
  process.env.E2E_APP = JSON.stringify(app);
}

/** The app this run started; undefined against a deployment. */
export function chosenApp(): RunningApp | undefined {
  return process.env.E2E_APP ? (JSON.parse(process.env.E2E_APP) as RunningApp) : undefined;
}

/** A deployment's address, when the journeys are to run against one. */
export const deploymentUrl = (): string | undefined => process.env.E2E_BASE_URL;

export function chosenUrl(): string {
  return deploymentUrl() ?? chosenApp()?.url ?? '';
}

/** The few people whom all journeys against a deployment share: its registrations are limited. */
export function shareAccounts(accounts: readonly Person[]): void {
  process.env.E2E_ACCOUNTS = JSON.stringify(accounts);
}

export function sharedAccounts(): readonly Person[] {
  return JSON.parse(process.env.E2E_ACCOUNTS ?? '[]') as Person[];
}

/** Of a journey that looks at no page of its own. One variant runs it every day, and `--full` runs it in all eight. */
export const withoutLooks = { tag: '@without-looks' };
