import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bodiesFor, withKnownValues, type KnownValues } from '#server/testing/fuzz-input.ts';
import { registerByRest } from '#server/testing/rest-people.ts';
import { asForm, callRoute, listedRoutes, type ListedRoute } from '#server/testing/route-calls.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';
import { isErrorCode } from '#shared/errors.ts';

/** `npm run test:fuzz` asks for ten thousand. */
const inputs = Number(process.env['QP_FUZZ_INPUTS'] ?? 60);
/** At once, so that calls meet each other. More than a caller's hash slots would only be refused. */
const atOnce = 4;

interface Caller {
  readonly accessToken: string;
  readonly known: KnownValues;
}

let server: TestServer;
let caller: Caller;
beforeAll(async () => {
  server = await startTestServer();
  caller = await newCaller();
});
afterEach(() => server.forgetLogLines());
afterAll(() => server.close());

async function newCaller(): Promise<Caller> {
  const { email, password, accessToken, refreshToken } = await registerByRest(server);
  const known = {
    email,
    username: email,
    password,
    current_password: password,
    new_password: `another password ${randomUUID()}`,
    refresh_token: refreshToken,
    device_token: 'x'.repeat(43),
  };
  return { accessToken, known };
}

/** JSON as generated, or what it holds as a form. What is no JSON is sent as it is. */
function toBody({ route }: ListedRoute, text: string): string {
  const body = withKnownValues(text, caller.known).toWellFormed();
  if (route.encoding === undefined) return body;
  try {
    const fields: unknown = JSON.parse(body);
    return asForm(Object(fields) as object);
  } catch {
    return route.encoding === 'query' ? encodeURIComponent(body) : body;
  }
}

/** A success, or a refusal with a code of the list; nothing is ever too busy for so few. */
function isExpected({ status, error }: Answer): boolean {
  return status < 300 || (status < 500 && isErrorCode(error?.code));
}

test.each(listedRoutes.filter(({ route, input }) => route.method !== 'GET' || input !== null))(
  '$path answers whatever is sent with its success or a code of the list',
  { timeout: 20_000 + inputs * 100 },
  async (route) => {
    const bodies = fc.array(bodiesFor(route), { minLength: atOnce, maxLength: atOnce });
    const property = fc.asyncProperty(bodies, async (batch) => {
      const { accessToken } = caller;
      const answers = await Promise.all(
        batch.map((text) => {
          const sent = { body: toBody(route, text), accessToken, cookies: {} };
          return callRoute(server.newBrowser(), route, sent);
        }),
      );
      for (const answer of answers) expect(isExpected(answer), `${answer.status}: ${answer.body}`).toBe(true);
      if (answers.some(({ status }) => status === 204 || status === 401)) caller = await newCaller();
    });
    await fc.assert(property, { numRuns: Math.ceil(inputs / atOnce) });
  },
);
