import { createTRPCUntypedClient } from '@trpc/client';
import { expect, test, vi } from 'vitest';
import { transportLink } from '#client/session/transport.ts';

/** Answers every call of every request, and remembers the requests. */
function openWire() {
  const requests: { url: URL; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const url = new URL(input, 'http://localhost');
    requests.push({ url, init });
    const answers = url.pathname.split(',').map(() => ({ result: { data: null } }));
    return Response.json(url.searchParams.has('batch') ? answers : answers[0]);
  });
  return { requests, client: createTRPCUntypedClient({ links: [transportLink()] }) };
}

test('twelve queries at once travel as one batch of ten and one of two', async () => {
  const { requests, client } = openWire();

  await Promise.all(Array.from({ length: 12 }, () => client.query('users.me')));

  expect(requests.map(({ url }) => url.pathname.split(',').length)).toEqual([10, 2]);
});

test('a sign-out beside a query is no part of its batch', async () => {
  const { requests, client } = openWire();

  await Promise.all([client.query('users.me'), client.mutation('auth.logout')]);

  const paths = requests.map(({ url }) => url.pathname).toSorted();
  expect(paths).toEqual(['/trpc/auth.logout', '/trpc/users.me']);
});

test('no input of a query stands in a URL', async () => {
  const { requests, client } = openWire();

  await client.query('admin.users.list', { search: 'anna@example.org' });

  expect(requests[0]?.url.search).toBe('?batch=1');
  expect(requests[0]?.init).toMatchObject({ method: 'POST', body: expect.stringContaining('anna') });
});

test('every request has an id of its own and a limit to its wait', async () => {
  const { requests, client } = openWire();

  await Promise.all([client.mutation('auth.login', {}), client.mutation('auth.logout')]);

  const ids = requests.map(({ init }) => new Headers(init.headers).get('x-request-id'));
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  expect(requests.every(({ init }) => init.signal instanceof AbortSignal)).toBe(true);
});

/** How many requests carry two calls of one path, sent at once. */
async function requestsForTwo(path: string): Promise<number> {
  const { requests, client } = openWire();
  await Promise.all([client.mutation(path), client.mutation(path)]);
  return requests.length;
}

test.each([
  'auth.register',
  'auth.login',
  'auth.refresh',
  'auth.logout',
  'auth.reauthenticate',
  'tokens.register',
  'tokens.issue',
  'sessions.revoke',
  'sessions.revokeOthers',
  'sessions.revokeAll',
  'users.updateProfile',
  'account.changePassword',
  'account.delete',
  'account.exportData',
])('%s travels alone', async (path) => {
  expect(await requestsForTwo(path)).toBe(2);
});

test.each(['auth.session', 'users.me', 'sessions.list', 'admin.users.list', 'system.health'])(
  '%s may share a request',
  async (path) => {
    expect(await requestsForTwo(path)).toBe(1);
  },
);

test('a page that is old, or stands on no trusted address, reaches the server all the same', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  vi.stubGlobal('AbortSignal', {});
  const { requests, client } = openWire();

  await client.query('users.me', undefined, { signal: new AbortController().signal });

  const [id] = requests.map(({ init }) => new Headers(init.headers).get('x-request-id'));
  expect(id).toMatch(/^[0-9a-f]{32}$/);
});

test('a call given up by its caller is given up on the wire', async () => {
  const { requests, client } = openWire();
  const caller = new AbortController();
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    requests.push({ url: new URL(url, 'http://localhost'), init });
    return new Promise((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
    );
  });

  const asked = client.mutation('auth.logout', undefined, { signal: caller.signal });
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  caller.abort();

  await expect(asked).rejects.toThrow('aborted');
});

/** How often a call that ended so was told of as lost. */
async function lostBy(answer: () => Promise<Response>, signal?: AbortSignal): Promise<number> {
  let count = 0;
  vi.stubGlobal('fetch', answer);
  const links = [transportLink('/trpc', () => (count += 1))];
  await createTRPCUntypedClient({ links })
    .mutation('auth.logout', undefined, signal ? { signal } : {})
    .catch(() => undefined);
  return count;
}

test('a call that the server did not answer is told of, also where a proxy answered for it', async () => {
  expect(await lostBy(() => Promise.reject(new TypeError('Failed to fetch')))).toBe(1);
  expect(await lostBy(() => Promise.resolve(new Response('Bad Gateway', { status: 502 })))).toBe(1);
});

test('an answer of the server, and a call that its caller gave up, are not told of as lost', async () => {
  expect(await lostBy(() => Promise.resolve(Response.json({ error: {} }, { status: 503 })))).toBe(0);
  const givenUp = AbortSignal.abort();
  expect(await lostBy(() => Promise.reject(new DOMException('aborted', 'AbortError')), givenUp)).toBe(0);
});
