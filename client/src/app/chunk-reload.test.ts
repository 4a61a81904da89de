import { beforeEach, expect, test, vi } from 'vitest';
import { loadChunk } from '#client/app/chunk-reload.ts';

const gone = () => Promise.reject(new Error('Failed to fetch dynamically imported module'));
const opened: string[] = [];

/** A page at `/`, with an empty session storage and the network as given. */
function openPage({ onLine }: { onLine: boolean }) {
  const stored = new Map<string, string>();
  vi.stubGlobal('navigator', { onLine });
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
  });
  vi.stubGlobal('location', {
    pathname: '/',
    reload: () => opened.push('/'),
    assign: (path: string) => opened.push(path),
  });
}

beforeEach(() => {
  opened.length = 0;
});
test('a reader without a network is told so and keeps the page', async () => {
  openPage({ onLine: false });

  await expect(loadChunk(gone, '/settings')).rejects.toThrow('Failed to fetch');
  expect(opened).toEqual([]);
});

test('a reader whose page was replaced by a deploy is led to the page of the new one, once', async () => {
  openPage({ onLine: true });

  void loadChunk(gone, '/settings');
  await vi.waitFor(() => expect(opened).toEqual(['/settings']));
  await expect(loadChunk(gone, '/settings')).rejects.toThrow('Failed to fetch');

  expect(opened).toEqual(['/settings']);
});

test('a page that may not note its reload does not reload again and again', async () => {
  openPage({ onLine: true });
  const denied = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { getItem: denied, setItem: denied });

  await expect(loadChunk(gone, '/settings')).rejects.toThrow('Failed to fetch');
  expect(opened).toEqual([]);
});
