import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, unavailable } from '#server/errors/app-error.ts';
import { sendRefusal, trpcRefusals } from '#server/http/refusal.ts';
import { requestId } from '#server/request-id.ts';
import { nginxAbsence, startNginx, type RunningNginx } from '#server/testing/nginx.ts';
import { sendRaw, type RawAnswer } from '#server/testing/raw-http.ts';

const absence = nginxAbsence();
if (absence) process.stdout.write(`Skipped: what nginx does by itself: ${absence}\n`);

const presentedId = 'a-callers-own-id-1';
const script = 'console.log("a script worth compressing")\n'.repeat(40);

/** A server that refuses everything in the server's own words: the code stands in the query. */
function refusingServer(): Server {
  const app = express();
  const refuse: express.RequestHandler = (request, response) => {
    const code = new URL(request.originalUrl, 'http://localhost').searchParams.get('code');
    const refusal = code === 'SERVICE_UNAVAILABLE' ? unavailable(2) : new AppError(code as 'NOT_FOUND');
    sendRefusal(request, response, refusal);
  };
  app.use(requestId);
  app.get('/api/v1/health', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/api/seen', (request, response) => void response.json(request.headers));
  app.use('/trpc', trpcRefusals, refuse);
  app.use('/api', refuse);
  const server = createServer(app);
  server.on('upgrade', (request: IncomingMessage, socket) => {
    socket.end(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n${request.url}`,
    );
  });
  return server;
}

describe.skipIf(absence !== null)('nginx in front of the server', () => {
  let pagesFolder: string;
  let upstream: Server;
  let nginx: RunningNginx;
  let alone: RunningNginx;

  beforeAll(async () => {
    pagesFolder = mkdtempSync(join(tmpdir(), 'quantpulse-pages-'));
    mkdirSync(join(pagesFolder, 'assets'));
    writeFileSync(join(pagesFolder, 'index.html'), '<!doctype html>');
    writeFileSync(join(pagesFolder, 'assets', 'app.js'), script);
    writeFileSync(join(pagesFolder, 'assets', 'app.js.gz'), gzipSync(script));
    upstream = refusingServer();
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    nginx = await startNginx({ upstreamPort: (upstream.address() as AddressInfo).port, pagesFolder });
    alone = await startNginx({ upstreamPort: 1, pagesFolder });
  });
  afterAll(async () => {
    await nginx?.close();
    await alone?.close();
    upstream?.closeAllConnections();
    await new Promise((resolve) => upstream.close(resolve));
    rmSync(pagesFolder, { recursive: true, force: true });
  });

  /** How the server says it on the same surface. */
  const inServersWords = (surface: string, language: string, code: string) =>
    sendRaw(nginx.url, `/${surface}/any?code=${code}`, { headers: { 'accept-language': language } });

  /** An answer without its request id. The id must stand in the header and, in a call's refusal, in the body. */
  function withoutId({ status, allHeaders: headers, body }: RawAnswer) {
    const [id = 'none'] = headers.get('x-request-id') ?? [];
    return {
      status,
      type: headers.get('content-type'),
      cache: headers.get('cache-control'),
      retryAfter: headers.get('retry-after'),
      body: JSON.parse(body.replaceAll(id, 'the id')),
    };
  }

  it.each([
    ['trpc', 'en'],
    ['api', 'en'],
    ['api', 'ru-RU, ru;q=0.9, en;q=0.8'],
  ])('nginx refuses a call to /%s in the words of the server, in %s', async (surface, language) => {
    const path = `/${surface}/any`;
    const body = Buffer.alloc(200_000, 'x');
    const headers = { 'accept-language': language };
    const told = async (answer: Promise<RawAnswer>) => withoutId(await answer);
    const inWords = (code: string, heard = language) => told(inServersWords(surface, heard, code));

    const away = await told(sendRaw(alone.url, path, { headers }));
    const malformed = await told(sendRaw(nginx.url, `${path}/%zz`, { headers }));
    const tooLarge = await told(sendRaw(nginx.url, path, { method: 'POST', body, headers }));
    const traced = await told(sendRaw(nginx.url, path, { method: 'TRACE', headers }));

    expect(away).toEqual(await inWords('SERVICE_UNAVAILABLE'));
    expect(malformed).toEqual(await inWords('MALFORMED_REQUEST', 'en'));
    expect(tooLarge).toEqual(await inWords('PAYLOAD_TOO_LARGE'));
    expect(traced).toEqual(await inWords('METHOD_NOT_ALLOWED'));
  });

  it('nginx answers a readiness check when the server does not', async () => {
    const answer = withoutId(await sendRaw(alone.url, '/readyz'));

    expect(answer).toMatchObject({ status: 503, retryAfter: ['2'], cache: ['no-store'] });
    expect(answer.body).toEqual({ status: 'unavailable', reason: 'the server does not answer' });
  });

  it('nginx sends the security headers with every answer, however broken the request', async () => {
    const page = await sendRaw(nginx.url, '/');
    const answers = [
      await sendRaw(alone.url, '/trpc/users.me'),
      await sendRaw(alone.url, '/ws'),
      await sendRaw(nginx.url, '/missing.js'),
      await sendRaw(nginx.url, '/%zz'),
      await sendRaw(nginx.url, '/', { method: 'TRACE' }),
      await sendRaw(nginx.url, '/', { method: 'POST', body: Buffer.alloc(200_000, 'x') }),
      await sendRaw(nginx.url, `/${'a'.repeat(9000)}`),
      await sendRaw(nginx.url, '/trpc/users.me', { headers: { cookie: 'c'.repeat(9000) } }),
      await sendRaw(nginx.url, '/', { headers: { 'if-match': '"other"' } }),
      await sendRaw(nginx.url, '/-refusal/json'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([503, 503, 404, 400, 405, 413, 400, 400, 412, 404]);
    for (const name of [
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'x-frame-options',
    ])
      for (const answer of answers) expect(answer.allHeaders.get(name)).toEqual(page.allHeaders.get(name));
    for (const { body } of answers) expect(body).not.toContain('nginx');
  });

  it('nginx refuses every header that Node would refuse without our headers', async () => {
    const headers = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`x-${name}`, name.repeat(4500)]));

    const answer = await sendRaw(nginx.url, '/api/seen', { headers });

    expect(answer.status).toBe(400);
    expect(answer.allHeaders.get('content-security-policy')).toHaveLength(1);
  });

  it('nginx passes a harmless request id on, replaces another, and echoes it everywhere', async () => {
    for (const path of ['/', '/missing.js', '/api/seen']) {
      const kept = await sendRaw(nginx.url, path, { headers: { 'x-request-id': presentedId } });
      const made = await sendRaw(nginx.url, path, { headers: { 'x-request-id': 'not harmless;' } });

      expect(kept.allHeaders.get('x-request-id')).toEqual([presentedId]);
      expect(made.allHeaders.get('x-request-id')).toEqual([expect.stringMatching(/^[a-z0-9]{32}$/)]);
    }
  });

  it("nginx gives the server the caller's address last, whatever the caller wrote", async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };

    const { body } = await sendRaw(nginx.url, '/api/seen', { headers });

    expect(JSON.parse(body)).toMatchObject({ 'x-forwarded-for': '203.0.113.9, 127.0.0.1' });
  });

  it('nginx passes an upgrade of /ws on', async () => {
    const { port } = new URL(nginx.url);
    const headers = { connection: 'upgrade', upgrade: 'websocket' };

    const greeting = await new Promise<string>((resolve, reject) => {
      const request = httpRequest({ port, host: '127.0.0.1', path: '/ws?x', headers });
      request.once('error', reject).end();
      request.once('response', ({ statusCode }) => reject(new Error(`answered ${statusCode}`)));
      request.once('upgrade', (_response, socket, head) => {
        if (head.length > 0) return resolve(head.toString());
        socket.once('data', (data) => resolve(data.toString()));
      });
    });

    expect(greeting).toBe('/ws?x');
  });

  it('nginx sends an asset compressed to clients that accept it, and never its compressed twin by name', async () => {
    const compressed = await sendRaw(nginx.url, '/assets/app.js', {
      headers: { 'accept-encoding': 'gzip' },
    });
    const plain = await sendRaw(nginx.url, '/assets/app.js');
    const twin = await sendRaw(nginx.url, '/assets/app.js.gz');

    expect(compressed.allHeaders.get('content-encoding')).toEqual(['gzip']);
    expect(compressed.allHeaders.get('vary')).toEqual(['Accept-Encoding']);
    expect(plain.allHeaders.get('content-encoding')).toBeUndefined();
    expect(plain.body).toBe(script);
    expect(twin.status).toBe(404);
  });

  it('nginx logs calls and refusals, and no successful page, file or health check', async () => {
    const before = nginx.accessLog().length;
    for (const path of ['/', '/login', '/assets/app.js', '/.well-known/change-password'])
      await sendRaw(nginx.url, path);
    await sendRaw(nginx.url, '/api/v1/health');
    await sendRaw(nginx.url, '/healthz');
    await sendRaw(nginx.url, '/api/seen');
    await sendRaw(nginx.url, '/missing.js');

    const lines = nginx.accessLog().slice(before).trim().split('\n');
    const logged = lines.map((line) => JSON.parse(line) as { path: string; status: number });
    expect(logged.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '404 /healthz',
      '200 /api/seen',
      '404 /missing.js',
    ]);
  });
});
