import { beforeEach, expect, test, vi } from 'vitest';

/** A page whose browser says whether there is a network. Its server answers with a status or not at all. */
function openPage({ onLine = true, status = 200 }: { onLine?: boolean; status?: number | null } = {}) {
  const page = { onLine, status, asked: 0 };
  vi.stubGlobal('navigator', page);
  vi.stubGlobal('fetch', async () => {
    page.asked += 1;
    if (page.status === null) throw new TypeError('Failed to fetch');
    return new Response(null, { status: page.status });
  });
  return page;
}

const connection = () => import('#client/lib/connection.ts');

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('a server on the device itself is there, whatever the browser says of the network', async () => {
  openPage({ onLine: false });
  const { checkConnection } = await connection();

  expect(await checkConnection()).toBe(true);
});

test('a proxy that answers for a server that is away does not count as the server', async () => {
  openPage({ status: 502 });
  const { checkConnection } = await connection();

  expect(await checkConnection()).toBe(false);
});

test('several failures at once ask the server once', async () => {
  const page = openPage({ status: null });
  const { checkConnection } = await connection();

  await Promise.all([checkConnection(), checkConnection(), checkConnection()]);

  expect(page.asked).toBe(1);
});

test('a server that is away is asked again until it answers, and who waits is told then', async () => {
  const page = openPage({ status: null });
  const { checkConnection, connected, onReconnected } = await connection();
  const heard: string[] = [];
  await checkConnection();
  onReconnected(() => heard.push('listener'));
  void connected().then(() => heard.push('waiting'));

  await vi.advanceTimersByTimeAsync(9_000);
  expect(heard).toEqual([]);
  page.status = 200;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(heard).toEqual(['listener', 'waiting']);

  const { asked } = page;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.asked).toBe(asked);
});

test('an answer that came while the network went does not hide that it is gone', async () => {
  const page = openPage({ onLine: false });
  const { checkConnection, isConnected } = await connection();
  await checkConnection();
  expect(isConnected()).toBe(true);

  page.status = null;
  await vi.advanceTimersByTimeAsync(3_000);

  expect(isConnected()).toBe(false);
});
