import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { sendRaw } from '#server/testing/raw-http.ts';
import { startTestServer } from '#server/testing/test-server.ts';

const files = {
  'index.html': '<!doctype html><title>page</title>',
  'assets/app-0a1b2c.js': 'export {};',
  'assets/app-0a1b2c.js.map': '{"sources":["secret.ts"]}',
  'robots.txt': 'User-agent: *',
  '.env': 'AUTH_SECRET=secret',
  '.git/config': 'secret',
  'assets/.hidden/file.js': 'secret',
};

// Below a folder with a dot: what is hidden there is no matter of ours.
const parent = mkdtempSync(join(tmpdir(), 'quantpulse-pages-'));
const folder = join(parent, '.apps', 'pages');
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
for (const name of ['index.html', 'assets/app-0a1b2c.js'] as const) {
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(files[name]));
  writeFileSync(join(folder, `${name}.gz`), gzipSync(files[name]));
}
afterAll(() => rmSync(parent, { recursive: true }));

const test = withServer({ pagesFolder: folder });

test.for([
  '/.env',
  '/%2eenv',
  '/%2Eenv',
  '//.env',
  '/.git/config',
  '/.git/HEAD',
  '/a/.git/config',
  '/.well-known/security',
  '/assets/.hidden/file.js',
  '/assets/app-0a1b2c.js.map',
  '/assets/other.js.map',
  '/assets/missing.js',
  '/site.webmanifest',
  '/wp-login.php',
  '/backup.tar.gz',
  '/a/b.c',
  '/index.html',
  '/index.html.br',
  '/assets/app-0a1b2c.js.br',
  '/assets/app-0a1b2c.js.gz',
  '/assets/app-0a1b2c.js%2ebr',
  '/%69ndex.html',
  '//index.html',
  '/./index.html',
  '/assets/../index.html',
  '/..%2f..%2fetc/passwd',
  '/../../etc/passwd',
  '/assets/..%5c..%5cpackage.json',
])('%s is no file and is answered with 404, never with the page', async (path, { server }) => {
  const answer = await sendRaw(server.url, path);
  expect(answer.status).toBe(404);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toBe('Not Found\n');
});

test.for(['/%zz', '/%', '/%ff', '/a%00b', '/robots.txt%00'])(
  '%s cannot be read and is answered with 400',
  async (path, { server }) => {
    const answer = await sendRaw(server.url, path);
    expect(answer.status).toBe(400);
    expect(answer.body).toBe('Bad Request\n');
  },
);

test.for(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s of a page is refused', async (method, { server }) => {
  const answer = await sendRaw(server.url, '/login', { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('GET, HEAD');
});

test('a missing path under /trpc and /api is answered in JSON', async ({ server }) => {
  for (const path of ['/api', '/api/', '/api/v1', '/api/v1/users', '/trpc', '/trpc/nothing', '/trpc/a/b'])
    expect((await sendRaw(server.url, path)).headers['content-type']).toMatch(
      path.startsWith('/api') ? /^application\/problem\+json/ : /^application\/json/,
    );
});

test.for([
  '/',
  '/login',
  '/settings/profile',
  '/nowhere/at/all',
  '/login/',
  '/assets/',
  '/login?a=b.c',
  '/%D0%B8',
])('%s is the one page, revalidated each time', async (path, { server }) => {
  const answer = await sendRaw(server.url, path);
  expect(answer.status).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-cache');
  expect(answer.headers['content-type']).toMatch(/^text\/html/);
  expect(answer.body).toBe(files['index.html']);
});

test('a page is answered to HEAD without its body', async ({ server }) => {
  const answer = await sendRaw(server.url, '/login', { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-length']).toBe(String(files['index.html'].length));
  expect(answer.body).toBe('');
});

test('a page that has not changed is not sent again', async ({ server }) => {
  const { headers } = await sendRaw(server.url, '/login');
  const again = await sendRaw(server.url, '/dashboard', {
    headers: { 'if-modified-since': String(headers['last-modified']) },
  });
  expect(again.status).toBe(304);
});

test.for([{ range: 'bytes=99999-' }, { range: 'bytes=x' }])(
  'a page asked for with %o is sent whole',
  async (headers, { server }) => {
    for (const path of ['/login', '/assets/app-0a1b2c.js'])
      expect((await sendRaw(server.url, path, { headers: { ...headers } })).status).toBe(200);
  },
);

test('a page asked for under a condition that fails is not logged as an error', async ({ server }) => {
  for (const path of ['/login', '/assets/app-0a1b2c.js']) {
    const answer = await sendRaw(server.url, path, { headers: { 'if-match': '"other"' } });
    expect(answer.status).toBe(412);
  }
  expect(server.logLines.filter((line) => line.includes('UNEXPECTED'))).toEqual([]);
});

test('a file whose name holds its hash is cached for ever', async ({ server }) => {
  const answer = await sendRaw(server.url, '/assets/app-0a1b2c.js');
  expect(answer.status).toBe(200);
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(answer.headers['content-type']).toMatch(/javascript/);
});

test.for([
  ['gzip, deflate, br, zstd', 'br'],
  ['*', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['x-gzip;q=1, gzip;q=0.1', 'gzip'],
  ['identity', undefined],
  ['br;q=0, gzip;q=0', undefined],
  ['', undefined],
] as const)('a browser that accepts "%s" is sent %s', async ([accepted, encoding], { server }) => {
  for (const [path, name, type] of [
    ['/login', 'index.html', /^text\/html/],
    ['/assets/app-0a1b2c.js', 'assets/app-0a1b2c.js', /^text\/javascript/],
  ] as const) {
    const answer = await sendRaw(server.url, path, { headers: { 'accept-encoding': accepted } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-type']).toMatch(type);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.body).toBe(files[name]);
  }
});

test('a compressed file is cached, revalidated and answered to HEAD like its original', async ({
  server,
}) => {
  const path = '/assets/app-0a1b2c.js';
  const headers = { 'accept-encoding': 'br', range: 'bytes=0-1' };
  const answer = await sendRaw(server.url, path, { method: 'HEAD', headers });
  const plain = await sendRaw(server.url, path);
  const tag = String(answer.headers.etag);
  const again = await sendRaw(server.url, path, { headers: { ...headers, 'if-none-match': tag } });
  const other = await sendRaw(server.url, path, { headers: { 'if-none-match': tag } });

  expect(answer.status).toBe(200);
  expect(answer.body).toBe('');
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(tag).not.toBe(plain.headers.etag);
  expect([again.status, again.headers.vary]).toEqual([304, 'Accept-Encoding']);
  expect(other.status).toBe(200);
});

test('a file without compressed copies is sent as it is', async ({ server }) => {
  const answer = await sendRaw(server.url, '/robots.txt', { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.headers.vary).toBeUndefined();
  expect(answer.body).toBe(files['robots.txt']);
});

test('a file of another name is revalidated', async ({ server }) => {
  const answer = await sendRaw(server.url, '/robots.txt');
  expect(answer.status).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-cache');
});

test.for(['GET', 'HEAD'])(
  'a password manager is led to the page that changes the password (%s)',
  async (method, { server }) => {
    const answer = await sendRaw(server.url, '/.well-known/change-password', { method });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('/settings/security');
  },
);

test('a server without a built client says so at its start', async ({ server }) => {
  await expect(startTestServer({ replicaOf: server, pagesFolder: join(folder, 'assets') })).rejects.toThrow(
    'the client has not been built',
  );
});
