import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { startServer, type RunningServer } from '#server/server.ts';
import { nginxAbsence, startNginx, type RunningNginx } from '#server/testing/nginx.ts';
import { sendRaw, type RawAnswer } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const absence = nginxAbsence();
if (absence) process.stdout.write(`Skipped: nginx answers as the server does: ${absence}\n`);

/** A build's kinds of files, and some that must not be served though they lie there. */
const files = [
  'index.html',
  'favicon.svg',
  'robots.txt',
  'theme-boot.js',
  'assets/app-abc123.js',
  'assets/app-abc123.css',
  'assets/app-abc123.js.map',
  'assets/inter-abc123.woff2',
  'assets/mark-abc123.png',
  'assets/photo-abc123.jpg',
  'assets/photo-abc123.webp',
  'icons/favicon.ico',
  'data.json',
  'manifest.webmanifest',
  '.sources',
];

/** Those with a compressed copy beside them. */
const compressedFiles = ['index.html', 'favicon.svg', 'assets/app-abc123.js', 'assets/app-abc123.css'];

const strangers = `
  / /login /login?next=/a.b /settings/profile /no/such/page /a%20b /%D1%84 /trpcx
  /assets /assets/ /favicon.svg/ // //login //favicon.svg //index.html //trpc/users.me
  /missing.js /assets/missing-abc.js /john.smith /a.longextension /a.b/c /%2emap /x%2Emap
  /.env /.git/config /a/.hidden /%2e%2e/x /..%2fx /a/../b /a/./b /../x /a%2f.env /.
  /%zz /% /%ff /%c0%ae /%ed%a0%80 /%00 /a%00.js /index%2ehtml
  /.well-known/change-password /.well-known/security.txt /%2Ewell-known/change-password
  /healthz /readyz /healthz/ /HEALTHZ /healthz.js /healthzz
  /api /api/ /api/v1/health /api/nothing /API/nothing /api/%zz /api/../x
  /trpc /trpc/ /trpc/system.health /trpc/users.me /trpc/no.such /trpc/a/b /trpc/%zz
  /TRPC/users.me /trpc/auth.session /trpc?x /trpc/users.me?input=%zz
`;
const paths = [...files.map((name) => `/${name}`), ...strangers.trim().split(/\s+/)];

/** Paths that nginx refuses or resolves before it looks at the method; the server does so after. */
const judgedByNginxFirst = /%zz|%$|%00|\.\.|%2e%2e/;

/** The server's own way of sending files; nginx tells the same by other means. */
const ofTheTransport = new Set([
  'connection',
  'keep-alive',
  'date',
  'server',
  'content-length',
  'transfer-encoding',
]);
const ofTheFile = new Set(['etag', 'last-modified', 'vary', 'x-request-id']);

/** What was told by the two, header by header; one that came twice counts as two values. */
function differences(path: string, front: RawAnswer, server: RawAnswer): string[] {
  const names = new Set([...front.allHeaders.keys(), ...server.allHeaders.keys()]);
  const told = [...names]
    .filter((name) => !ofTheTransport.has(name) && !ofTheFile.has(name))
    .filter((name) => !(front.status === 302 && name === 'content-type'))
    .map((name) => [name, front.allHeaders.get(name)?.join(' | '), server.allHeaders.get(name)?.join(' | ')]);
  return [['status', front.status, server.status], ...told]
    .filter(([, here, there]) => here !== there)
    .map(([name, here, there]) => `${path}: ${name} is ${here} from nginx, ${there} from the server`);
}

/** What both are told of the address people type. */
const addresses = [
  { APP_ORIGIN: 'http://localhost:3000' },
  { APP_ORIGIN: 'HTTPS://Money.Example' },
  { APP_ORIGIN: 'https://money.example', HSTS_INCLUDE_SUBDOMAINS: 'true' },
];

describe.skipIf(absence !== null)('nginx answers as the server does', () => {
  describe.each(addresses)('at $APP_ORIGIN, subdomains $HSTS_INCLUDE_SUBDOMAINS,', (address) => {
    answersAlike(address);
  });
});

function answersAlike(address: Partial<Record<'APP_ORIGIN' | 'HSTS_INCLUDE_SUBDOMAINS', string>>): void {
  let pagesFolder: string;
  let calls: TestServer;
  let express: RunningServer;
  let nginx: RunningNginx;

  beforeAll(async () => {
    pagesFolder = mkdtempSync(join(tmpdir(), 'quantpulse-pages-'));
    for (const name of files) {
      mkdirSync(join(pagesFolder, dirname(name)), { recursive: true });
      writeFileSync(join(pagesFolder, name), `content of ${name}\n`);
    }
    for (const name of compressedFiles)
      writeFileSync(join(pagesFolder, `${name}.gz`), gzipSync(`content of ${name}\n`));
    calls = await startTestServer({
      environment: { SECURITY_CONTACT: 'mailto:security@money.example', ...address },
    });
    express = await startServer({
      config: calls.config,
      db: calls.db,
      databaseUrl: calls.databaseUrl,
      log: createLogger('silent'),
      pagesFolder,
      passwordCost: 4,
    });
    nginx = await startNginx({
      upstreamPort: Number(new URL(calls.url).port),
      pagesFolder,
      settings: address,
    });
  });
  afterAll(async () => {
    await nginx?.close();
    await express?.close();
    await calls?.close();
    rmSync(pagesFolder, { recursive: true, force: true });
  });

  const both = (path: string, request?: Parameters<typeof sendRaw>[2]) =>
    Promise.all([
      sendRaw(nginx.url, path, request),
      sendRaw(`http://127.0.0.1:${express.port}`, path, request),
    ]);

  it('nginx and the server send HSTS under https alone', async () => {
    const { allHeaders: headers } = await sendRaw(nginx.url, '/');
    const isSecure = /^https:/i.test(address.APP_ORIGIN ?? '');
    expect(headers.has('strict-transport-security')).toBe(isSecure);
    expect(String(headers.get('content-security-policy')).includes('upgrade-insecure')).toBe(isSecure);
  });

  it('nginx and the server send the same headers on every path', async () => {
    const found = [];
    for (const path of paths) found.push(...differences(path, ...(await both(path))));
    expect(found).toEqual([]);
  });

  it.each(['gzip', 'gzip;q=0', 'gzip;q=0.5, identity', 'identity'])(
    'nginx and the server compress alike for a browser that accepts "%s"',
    async (accepted) => {
      for (const path of ['/', '/login', ...files.slice(1).map((name) => `/${name}`)]) {
        const [front, server] = await both(path, { headers: { 'accept-encoding': accepted } });
        expect(differences(path, front, server)).toEqual([]);
        expect([path, front.body, front.headers.vary]).toEqual([path, server.body, server.headers.vary]);
      }
    },
  );

  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS'])(
    'nginx and the server answer %s alike on every path',
    async (method) => {
      const found = [];
      for (const path of paths.filter((candidate) => !judgedByNginxFirst.test(candidate)))
        found.push(...differences(path, ...(await both(path, { method }))));
      expect(found).toEqual([]);
    },
  );
}
