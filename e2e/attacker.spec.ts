import { randomBytes } from 'node:crypto';
import type { APIResponse, BrowserContext, Page } from '@playwright/test';
import { startAttacker, type Attacker } from './support/attacker.ts';
import { deploymentUrl } from './support/run-settings.ts';
import { expect, test } from './support/test.ts';

test.skip(deploymentUrl() !== undefined, 'the attacker must share the host of the app');
test.skip(({ isMobile }) => isMobile, 'browsers keep these rules at any size');

let attacker: Attacker;
test.beforeAll(async () => {
  attacker = await startAttacker();
});
test.afterAll(() => attacker.close());
test.beforeEach(({ pageWatch }) => pageWatch.expectConsoleError(/./));

interface Victim {
  readonly email: string;
  readonly password: string;
}

async function becomeVictim(context: BrowserContext): Promise<Victim> {
  const name = randomBytes(8).toString('hex');
  const data = { email: `${name}@example.com`, password: `an honest password ${name}` };
  const answer = await context.request.post('/trpc/auth.register', { data });
  expect(answer.status()).toBe(200);
  return data;
}

async function resultOf<Data>(answer: APIResponse): Promise<Data | null> {
  if (!answer.ok()) return null;
  const body = (await answer.json()) as { result: { data: Data } };
  return body.result.data;
}

/** Who the app says this browser is, and how many sessions they have. */
async function standing({ request }: BrowserContext) {
  const user = await resultOf<{ email: string }>(await request.get('/trpc/users.me'));
  const sessions = await resultOf<unknown[]>(await request.get('/trpc/sessions.list'));
  return { email: user?.email ?? null, sessions: sessions?.length ?? 0 };
}

const run = (page: Page, name: string, argument: unknown): Promise<unknown> =>
  page.evaluate(`${name}(${JSON.stringify(argument)})`);

/** A form of the attacker's page is posted: whether cookies went along, and what the app answered. */
async function postForm(page: Page, form: { action: string; enctype: string; body: string }) {
  const isPost = (candidate: { url(): string; method(): string }) =>
    candidate.url() === form.action && candidate.method() === 'POST';
  const [request] = await Promise.all([page.waitForRequest(isPost), run(page, 'submitForm', form)]);
  await page.waitForURL(form.action);
  const { cookie = '' } = await request.allHeaders();
  return { hasCookies: cookie.includes('qp_access'), status: (await request.response())?.status() };
}

/** Another port of the app's own host (the same site: cookies go along), a name below it, and another site. */
const places = [
  { host: 'localhost', isSameSite: true },
  { host: 'evil.localhost', isSameSite: false },
  { host: '127.0.0.1', isSameSite: false },
];
const formTypes = ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'];

for (const { host, isSameSite } of places) {
  test(`a page at ${host} on another port ends and changes nothing by form`, async ({
    context,
    page,
    baseURL,
  }) => {
    const { email, password } = await becomeVictim(context);
    const targets = [
      ['auth.logout', '{}'],
      ['sessions.revokeAll', '{}'],
      ['account.delete', JSON.stringify({ password })],
      ['auth.login', JSON.stringify({ identifier: email, password })],
    ] as const;
    for (const [procedure, body] of targets)
      for (const enctype of formTypes) {
        await page.goto(attacker.pageAt(host));
        const sent = await postForm(page, { action: `${baseURL}/trpc/${procedure}`, enctype, body });
        expect({ procedure, enctype, ...sent }).toEqual({
          procedure,
          enctype,
          hasCookies: isSameSite,
          status: 415,
        });
      }
    expect(await standing(context)).toEqual({ email, sessions: 1 });
  });

  test(`a page at ${host} on another port changes nothing by script, reads nothing and frames nothing`, async ({
    context,
    page,
    baseURL,
  }) => {
    const { email, password } = await becomeVictim(context);
    await page.goto(attacker.pageAt(host));
    for (const procedure of ['auth.logout', 'sessions.revokeAll', 'account.delete'])
      for (const type of ['text/plain', 'application/json']) {
        const body = JSON.stringify(procedure === 'account.delete' ? { password } : {});
        expect(await run(page, 'forge', { url: `${baseURL}/trpc/${procedure}`, type, body })).toBe('nothing');
      }
    for (const path of ['/trpc/users.me', '/trpc/auth.session', '/login'])
      expect(await run(page, 'read', `${baseURL}${path}`)).toBe('nothing');
    await run(page, 'frame', `${baseURL}/login`);
    const [, framed] = page.frames();
    expect(await framed?.title()).not.toBe('QuantPulse');
    expect(await standing(context)).toEqual({ email, sessions: 1 });
  });
}

test('malformed and doubled cookies from a neighbour let nobody in and end no session', async ({
  context,
  page,
  baseURL,
}) => {
  const { email } = await becomeVictim(context);
  const honest = await context.cookies();
  const names = ['qp_access', 'qp_refresh', 'qp_device'];
  for (const value of ['x.y.z', `qpr1.${'A'.repeat(112)}`, 'j:{"a":1}', '%E0%A4%A']) {
    const doubled = names.map((name) => `${name}=${value}; Path=/trpc`);
    await page.goto(
      attacker.pageAt(
        'evil.localhost',
        names.map((name) => `${name}=${value}; Domain=localhost`),
      ),
    );
    await page.goto(attacker.pageAt('localhost', doubled));
    expect(await standing(context)).toEqual({ email: null, sessions: 0 });
    expect((await context.request.get('/trpc/auth.session')).status()).toBe(200);
    const refreshed = await context.request.post('/trpc/auth.refresh', {
      data: undefined,
      headers: { 'content-type': 'application/json' },
    });
    expect([refreshed.status(), refreshed.headers()['set-cookie']]).toEqual([401, undefined]);
    await page.goto(
      attacker.pageAt(
        'localhost',
        names.map((name) => `${name}=; Path=/trpc; Max-Age=0`),
      ),
    );
  }
  expect(await context.cookies()).toEqual(honest);
  expect(await standing(context)).toEqual({ email, sessions: 1 });
  expect(baseURL).toContain('//localhost:');
});

test('a session that a neighbour tosses beside one’s own speaks for nobody', async ({
  browser,
  context,
  page,
  baseURL,
}) => {
  await becomeVictim(context);
  const lair = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  const { email: thief } = await becomeVictim(lair);
  const jar = await lair.cookies();
  const cookies = jar.map(({ name, value }) => `${name}=${value}; Path=/trpc`);
  await page.goto(attacker.pageAt('localhost', cookies));
  expect(await standing(context)).toEqual({ email: null, sessions: 0 });
  const logout = await context.request.post('/trpc/auth.logout', {
    headers: { 'content-type': 'application/json' },
  });
  expect(logout.status()).toBe(200);
  expect(await standing(lair)).toEqual({ email: thief, sessions: 1 });
  await lair.close();
});

test('a page of the app’s own that sends an Authorization header is heard by it alone, and no cookie changes', async ({
  context,
  page,
}) => {
  const { email, password } = await becomeVictim(context);
  const before = await context.cookies();
  await page.goto('/healthz');
  const call = ([procedure, authorization, body]: string[]) =>
    fetch(`/trpc/${procedure}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: authorization ?? '' },
      ...(body && { body }),
    }).then(({ status }) => status);
  const signIn = JSON.stringify({ identifier: email, password });
  for (const authorization of ['', 'Bearer', 'Bearer x.y.z', 'Basic YTpi']) {
    expect(await page.evaluate(call, ['auth.logout', authorization, ''])).toBe(200);
    for (const procedure of ['auth.refresh', 'sessions.revokeAll'])
      expect(await page.evaluate(call, [procedure, authorization, ''])).toBe(401);
    expect(await page.evaluate(call, ['auth.login', authorization, signIn])).toBe(401);
  }
  expect(await context.cookies()).toEqual(before);
  expect(await standing(context)).toEqual({ email, sessions: 1 });
});
