import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { appRouter } from '#server/router.ts';
import { bodiesFor, withKnownValues, type KnownValues } from '#server/testing/fuzz-input.ts';
import { moneyInput } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';
import { proceduresOf, type ListedProcedure } from '#server/trpc/procedure-list.ts';
import { isErrorCode } from '#shared/errors.ts';

/** `npm run test:fuzz` asks for ten thousand. */
const inputs = Number(process.env['QP_FUZZ_INPUTS'] ?? 60);
/** At once, so that calls meet each other. More than a caller's hash slots would only be refused. */
const atOnce = 4;
/** A URL longer than this is refused by Node itself. */
const maximumQuery = 4000;

interface Caller extends Person {
  readonly known: KnownValues;
}

let server: TestServer;
let caller: Caller;
beforeAll(async () => {
  server = await startTestServer();
  caller = await newCaller();
});
// Ten thousand calls leave more lines than a process should keep.
afterEach(() => server.forgetLogLines());
afterAll(() => server.close());

async function newCaller(): Promise<Caller> {
  const person = await registerPerson(server);
  const { email, password, id: userId, browser } = person;
  const tokens = await browser.mutate('tokens.issue', { identifier: email, password });
  const sessions = await browser.query('sessions.list');
  const known = {
    email,
    identifier: email,
    password,
    currentPassword: password,
    newPassword: `another password ${randomUUID()}`,
    refreshToken: tokens.data.refreshToken,
    deviceToken: tokens.data.deviceToken,
    sessionId: sessions.data[0].id,
    timeZone: 'Europe/Moscow',
    userId,
    ...(await moneyInput(server, 'portfolios.', { owner: userId })),
    ...(await moneyInput(server, 'prices.', { owner: userId })),
  };
  return { ...person, known };
}

/** With the jar as it was: a call that ends the session must not sign the next ones out. */
function send({ path, type }: ListedProcedure, body: string): Promise<Answer> {
  const cookies = Object.fromEntries(caller.browser.jar);
  const text = withKnownValues(body, caller.known);
  const query = `?input=${encodeURIComponent(text.toWellFormed())}`;
  if (type === 'query' && query.length < maximumQuery)
    return caller.browser.send(`/trpc/${path}${query}`, { cookies });
  const headers = { 'content-type': 'application/json', origin: server.config.appOrigin };
  return caller.browser.send(`/trpc/${path}`, { method: 'POST', body: text, headers, cookies });
}

/** A result or a refusal with a code of the list; nothing is ever too busy for so few. */
function isExpected({ status, error }: Answer): boolean {
  return status === 200 || (status < 500 && isErrorCode(error?.code));
}

async function callWith(procedure: ListedProcedure, bodies: string[]): Promise<Answer[]> {
  const answers = await Promise.all(bodies.map((body) => send(procedure, body)));
  const isGone = answers.some(
    ({ error, setCookies }) => error?.code === 'UNAUTHENTICATED' || setCookies.length > 0,
  );
  if (isGone) caller = await newCaller();
  return answers;
}

test.each(proceduresOf(appRouter))(
  '$path answers whatever is sent with its result or a code of the list',
  { timeout: 20_000 + inputs * 100 },
  async (procedure) => {
    const statuses: Record<string, number> = {};
    const bodies = fc.array(bodiesFor(procedure), { minLength: atOnce, maxLength: atOnce });
    const property = fc.asyncProperty(bodies, async (batch) => {
      for (const answer of await callWith(procedure, batch)) {
        const outcome = answer.error ? `${answer.status} ${answer.error.code}` : String(answer.status);
        statuses[outcome] = (statuses[outcome] ?? 0) + 1;
        expect(isExpected(answer), `${answer.status}: ${answer.body}`).toBe(true);
      }
    });
    await fc.assert(property, { numRuns: Math.ceil(inputs / atOnce) });
    if (process.env['QP_FUZZ_INPUTS'])
      process.stdout.write(`${procedure.path} ${JSON.stringify(statuses)}\n`);
  },
);
