import { startApp } from './app.ts';
import { findBrowser } from './browser.ts';
import { chooseBrowser, chooseUrl, deploymentUrl } from './run-settings.ts';

/** Finds a browser and starts the built app on a free port, unless a deployment is named; undoes both at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const { browser, remove } = await findBrowser();
  chooseBrowser(browser.options);
  process.stdout.write(`Browser: ${browser.name}\n`);
  if (deploymentUrl()) return remove;
  const app = await startApp().catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  chooseUrl(app.url);
  process.stdout.write(`App: ${app.url}\n`);
  return async () => {
    await app.stop();
    await remove();
  };
}
