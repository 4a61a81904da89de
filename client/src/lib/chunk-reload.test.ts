import { beforeEach, expect, test, vi } from 'vitest';

const gone = () => Promise.reject(new Error('Failed to fetch dynamically imported module'));
const opened: string[] = [];

/** A page with an empty session storage, whose server answers or not. The server may be changed meanwhile. */
function openPage({ isServerThere }: { isServerThere: boolean }) {
  const server = { isThere: isServerThere };
  const stored = new Map<string, string>();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', () =>
    server.isThere ? Promise.resolve(new Response()) : Promise.reject(new TypeError('Failed to fetch')),
  );
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
  });
  vi.stubGlobal('location', { reload: () => opened.push('again') });
  return server;
}

const chunks = () => import('#client/lib/chunk-reload.ts');

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  opened.length = 0;
  return () => vi.useRealTimers();
});

test('a reader whose server is away keeps the page, and the code comes when the server is back', async () => {
  const server = openPage({ isServerThere: false });
  const { loadChunkOrReload } = await chunks();
  const load = () => (server.isThere ? Promise.resolve('code') : gone());

  const loading = loadChunkOrReload(load);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toEqual([]);
  server.isThere = true;
  await vi.advanceTimersByTimeAsync(3_000);

  await expect(loading).resolves.toBe('code');
  expect(opened).toEqual([]);
});

test('a reader whose page was replaced by a deploy gets the new one, once', async () => {
  openPage({ isServerThere: true });
  const { loadChunkOrReload } = await chunks();

  void loadChunkOrReload(gone);
  await vi.waitFor(() => expect(opened).toEqual(['again']));
  await expect(loadChunkOrReload(gone)).rejects.toThrow('Failed to fetch');

  expect(opened).toEqual(['again']);
});

test('a part of a page that a deploy took is told of without a reload', async () => {
  openPage({ isServerThere: true });
  const { loadChunk } = await chunks();

  await expect(loadChunk(gone)).rejects.toThrow('Failed to fetch');
  expect(opened).toEqual([]);
});

test('a page that may not note its reload does not reload again and again', async () => {
  openPage({ isServerThere: true });
  const { loadChunkOrReload } = await chunks();
  const denied = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { getItem: denied, setItem: denied });

  await expect(loadChunkOrReload(gone)).rejects.toThrow('Failed to fetch');
  expect(opened).toEqual([]);
});
