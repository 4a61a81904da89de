import { createTRPCUntypedClient, TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
// oxlint-disable-next-line no-restricted-imports -- both sides meet here: what one sends, the other must take
import { transportLink } from '#client/session/transport.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';
import { calls } from '#shared/calls.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** The client's own way to the wire, from a page of the server's own origin; the answers, by path. */
function openPage() {
  const { fetch: send } = globalThis;
  const requests: string[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    requests.push(url);
    const headers = new Headers(init.headers);
    headers.set('origin', server.config.appOrigin);
    return send(url, { ...init, headers });
  });
  return { requests, client: createTRPCUntypedClient({ links: [transportLink(`${server.url}/trpc`)] }) };
}

/** The code of a refusal of ours; null for an answer. */
function codeOf(outcome: PromiseSettledResult<unknown>): string | null {
  if (outcome.status === 'fulfilled') return null;
  const { reason } = outcome;
  if (!(reason instanceof TRPCClientError) || !reason.data?.app) throw reason;
  return reason.data.app.code;
}

const alone = Object.entries(calls).filter(([, traits]) => traits.alone);

test.each(alone)('two calls of %s that the page makes at once are both answered', async (path) => {
  const { client } = openPage();
  const outcomes = await Promise.allSettled([client.mutation(path), client.mutation(path)]);
  const codes = outcomes.map(codeOf);
  expect(codes).toHaveLength(2);
  expect(codes).not.toContain('BATCH_REFUSED');
});

test('all calls that travel alone, made at once beside two plain queries, are answered', async () => {
  const { client, requests } = openPage();
  const mutations = alone.flatMap(([path]) => [client.mutation(path), client.mutation(path)]);
  const queries = [client.query('users.me'), client.query('auth.session')];
  const codes = (await Promise.allSettled([...mutations, ...queries])).map(codeOf);
  expect(codes).not.toContain('BATCH_REFUSED');
  // The two queries share the one batch that there is.
  expect(requests).toHaveLength(mutations.length + 1);
});
