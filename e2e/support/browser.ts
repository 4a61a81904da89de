import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';
import { unpackPackagedChromium } from './packaged-chromium.ts';

/** A Chromium that was seen to start, and the options it starts with. */
export interface FoundBrowser {
  name: string;
  options: LaunchOptions;
}

interface Candidate {
  name: string;
  find: (folder: string) => Promise<LaunchOptions | undefined>;
}

const candidates: Candidate[] = [
  { name: '@sparticuz/chromium', find: unpackPackagedChromium },
  { name: 'installed Chrome or Chromium', find: async () => installedChrome() },
  { name: "Playwright's own Chromium", find: async () => playwrightChromium() },
];

/** The first browser that starts. It unpacks into a folder of its own, which `remove` deletes. */
export async function findBrowser(): Promise<{ browser: FoundBrowser; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'qp-browser-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const refusals: string[] = [];
  for (const candidate of candidates) {
    const browser = await tryCandidate(candidate, folder).catch((error: unknown) => {
      refusals.push(`${candidate.name}: ${firstLine(error)}`);
      return undefined;
    });
    if (browser) return { browser, remove };
  }
  await remove();
  throw new Error(
    `No browser starts here. ${refusals.join('; ')}. \`npx playwright install chromium\` gets one.`,
  );
}

async function tryCandidate({ name, find }: Candidate, folder: string): Promise<FoundBrowser | undefined> {
  const options = await find(folder);
  if (!options) return undefined;
  if (process.getuid?.() === 0) return startsWith(name, { ...options, chromiumSandbox: false });
  // Containers often forbid the user namespaces the sandbox needs.
  return startsWith(name, { ...options, chromiumSandbox: true }).catch(() =>
    startsWith(`${name}, without its sandbox`, { ...options, chromiumSandbox: false }),
  );
}

async function startsWith(name: string, options: LaunchOptions): Promise<FoundBrowser> {
  const browser = await chromium.launch({ ...options, timeout: 20_000 });
  const version = browser.version();
  await browser.close();
  return { name: `${name} ${version}`, options };
}

function installedChrome(): LaunchOptions | undefined {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  paths.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  const executablePath = paths.find((path) => existsSync(path));
  return executablePath ? { executablePath } : undefined;
}

function playwrightChromium(): LaunchOptions | undefined {
  return existsSync(chromium.executablePath()) ? {} : undefined;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
