import { request } from '@playwright/test';
import { startApp } from './app.ts';
import { findBrowser } from './browser.ts';
import { waitAsAsked } from './patience.ts';
import { newcomer, type Person } from './person.ts';
import { chooseApp, chooseBrowser, deploymentUrl, shareAccounts } from './run-settings.ts';

/** Finds a browser and starts the built app on a free port, unless a deployment is named. Undoes both at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const { browser, remove } = await findBrowser();
  chooseBrowser(browser.options);
  process.stdout.write(`Browser: ${browser.name}\n`);
  const stop = await prepareApp().catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return async () => {
    await stop();
    await remove();
  };
}

async function prepareApp(): Promise<() => Promise<void>> {
  const deployment = deploymentUrl();
  if (deployment) {
    shareAccounts([await registerAt(deployment, 'Anna Share'), await registerAt(deployment, 'Boris Share')]);
    return async () => undefined;
  }
  const { stop, ...app } = await startApp();
  chooseApp(app);
  process.stdout.write(`App: ${app.url}\n`);
  return stop;
}

async function registerAt(baseURL: string, fullName: string): Promise<Person> {
  const person = newcomer(fullName);
  const context = await request.newContext({ baseURL });
  const { email, username, password } = person;
  const data = { email, username, password, fullName };
  const answer = await waitAsAsked(() => context.post('/trpc/auth.register', { data }));
  await context.dispose();
  if (!answer.ok()) throw new Error(`${baseURL} refused a registration: ${await answer.text()}`);
  return person;
}
