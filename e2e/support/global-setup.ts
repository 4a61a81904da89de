import { request } from '@playwright/test';
import { startApp } from './app.ts';
import { findBrowser } from './browser.ts';
import { waitAsAsked } from './patience.ts';
import { newcomer, type Person } from './person.ts';
import { chooseApp, chooseBrowser, deploymentUrl, shareAccounts } from './run-settings.ts';

/** Finds a browser and starts the built app on a free port, unless a deployment is named. Undoes both at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // Each works on one core for seconds. The app is started first: TMPDIR is another one while the browser is unpacked.
  const done = await Promise.allSettled([prepareApp(), prepareBrowser()]);
  const undo = async () => {
    for (const one of done) if (one.status === 'fulfilled') await one.value();
  };
  for (const one of done)
    if (one.status === 'rejected') {
      await undo();
      throw one.reason;
    }
  return undo;
}

async function prepareBrowser(): Promise<() => Promise<void>> {
  const { browser, remove } = await findBrowser();
  chooseBrowser(browser.options);
  process.stdout.write(`Browser: ${browser.name}\n`);
  return remove;
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
