import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendRaw } from '#server/testing/raw-http.ts';

/** A checkout with secrets in it, below a folder with a dot, served by Vite as `npm run dev` has it served. */
const parent = realpathSync(mkdtempSync(join(tmpdir(), 'qp-dev-')));
const root = join(parent, '.apps', 'checkout');
const secret = 'planted-secret';
const planted = [
  '.data/auth-secret',
  '.data/postgres/data/base/1',
  '.env',
  '.env.local',
  '.npmrc',
  '.git/config',
  'tls/server.key',
  'server/app.ts',
  'migrations/0001-x.ts',
  'compose.yml',
  'client/.env',
  'client/src/.env.local',
  'client/src/server.pem',
];
let vite: ViteDevServer;
let api: Server;
let url = '';

beforeAll(async () => {
  const here = join(import.meta.dirname, '..', '..');
  for (const path of ['vite.config.ts', 'package.json', 'client', 'shared', 'tsconfig.json'])
    cpSync(join(here, path), join(root, path), { recursive: true });
  symlinkSync(realpathSync(join(here, 'node_modules')), join(root, 'node_modules'));
  for (const path of planted) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `x = '${secret}'`);
  }
  api = createHttpServer((_, response) => response.end('from the API'));
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  process.env['API_ORIGIN'] = `http://127.0.0.1:${portOf(api)}`;
  vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    cacheDir: join(parent, 'cache'),
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
    server: { port: 0, host: '127.0.0.1', ws: false, watch: null },
  });
  await vite.listen();
  url = `http://127.0.0.1:${portOf(vite.httpServer as Server)}`;
}, 60_000);
afterAll(async () => {
  await vite.close();
  api.close();
  rmSync(parent, { recursive: true, force: true });
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function formsOf(path: string): string[][] {
  const whole = join(root, path);
  const encoded = whole.replaceAll('.', '%2e');
  const paths = [
    `/@fs${whole}`,
    `/@fs/${whole}`,
    `/@fs${encoded}`,
    `/@fs${encoded.replaceAll('%', '%25')}`,
    `/@fs${root}/client/src/../../${path}`,
    `/@fs${root}/client/src/..%2f..%2f${path}`,
    `/@fs${root}/shared/%2e%2e/${path}`,
    `/@fs${root}/node_modules/../${path}`,
    `/@fs${whole.replaceAll('/', '\\')}`,
    `/@fs${whole.toUpperCase()}`,
    `/@fs${whole}%00.ts`,
    `/@fs${whole}/`,
    `/@id/${whole}`,
    `/@id/__x00__${whole}`,
    `/@id/@fs${whole}`,
    `/@id/file://${whole}`,
    whole,
    `/${whole}`,
    `/${path}`,
    `//${path}`,
    `/../${path}`,
    `/src/../../${path}`,
    `/src/..%2f../${path}`,
    `/@vite/../../${path}`,
    `/x.css?direct&/../../${path}`,
  ];
  const queries = [
    '',
    '?raw',
    '?url',
    '?import',
    '?import&raw',
    '?inline',
    '?url&inline',
    '?worker',
    '?raw??',
  ];
  queries.push(
    '?import&url&inline',
    '?.svg?.wasm?init',
    '?html-proxy&index=0.js',
    '?direct',
    '.map',
    '?x.ts',
  );
  return paths.map((one) => queries.map((query) => one + query));
}

async function leaks(form: string): Promise<string[]> {
  const asScript = { 'sec-fetch-dest': 'script', 'sec-fetch-site': 'same-origin' };
  const asked = [{}, asScript].map((headers) =>
    sendRaw(url, form, { headers: { accept: '*/*', ...headers } }),
  );
  const inBase64 = Buffer.from(secret).toString('base64').slice(0, 12);
  const isTold = (await Promise.all(asked)).some(
    ({ body }) => body.includes(secret) || body.includes(inBase64),
  );
  return isTold ? [form] : [];
}

test.each(planted)('the development server hands out %s in no form', { timeout: 60_000 }, async (path) => {
  for (const forms of formsOf(path)) expect((await Promise.all(forms.map(leaks))).flat()).toEqual([]);
});

test.each(['/.env', '/.git/config', '/.data/auth-secret', '/server/app.ts', '/nothing.js'])(
  'what is no file of the pages is missing, not a page: %s',
  async (path) => {
    expect((await sendRaw(url, path)).status).toBe(404);
  },
);

test('the pages, their sources and the packages they use are served', async () => {
  for (const path of [
    '/',
    '/login',
    '/src/main.tsx',
    '/theme-boot.js',
    '/src/lib/format.ts',
    '/@vite/client',
  ])
    expect(await sendRaw(url, path, { headers: { accept: '*/*' } })).toMatchObject({ status: 200 });
  const shared = await sendRaw(url, `/@fs${root}/shared/locales.ts`);
  expect(shared).toMatchObject({ status: 200, body: expect.stringContaining('defaultLocale') });
});

test.each([
  ['another name for this address', { host: 'rebound.example:3000' }],
  ['a page of elsewhere', { origin: 'https://elsewhere.example' }],
  ['a page on another port', { origin: 'http://localhost:9' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a script tag of elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['a script tag on another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
])('%s reads nothing', async (_, headers) => {
  const answer = await sendRaw(url, '/src/main.tsx', { headers });
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain('createRoot');
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});

test('a link from elsewhere leads to the pages, and starts no editor', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await sendRaw(url, '/login', { headers })).status).toBe(200);
  expect((await sendRaw(url, '/__open-in-editor?file=x', { headers })).status).toBe(403);
});

test('who calls while the API restarts waits for it', async () => {
  const port = portOf(api);
  await new Promise((resolve) => api.close(resolve));
  const asked = sendRaw(url, '/trpc/system.health');
  api = createHttpServer((_, response) => response.end('back again'));
  setTimeout(() => api.listen(port, '127.0.0.1'), 300);
  expect(await asked).toMatchObject({ status: 200, body: 'back again' });
});
