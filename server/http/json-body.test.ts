import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { sendRaw } from '#server/testing/raw-http.ts';

const json = { 'content-type': 'application/json' };
const limit = 64 * 1024;

const test = withServer().extend('post', ({ server }) => {
  return (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    sendRaw(server.url, `/trpc/${path}`, { method: 'POST', headers: { ...json, ...headers }, body });
});

/** A JSON document of exactly this many bytes. */
const document = (bytes: number) => `{${' '.repeat(bytes - 2)}}`;

test('a body over 64 KB is refused by its length before it is read', async ({ server }) => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    'POST /trpc/auth.login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9999999\r\n\r\n"',
  );
  const [bytes] = await once(socket, 'data');
  socket.destroy();
  expect(String(bytes)).toMatch(/^HTTP\/1\.1 413 /);
});

test('a body over 64 KB without a length is refused although it never ends', async ({ server }) => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  socket.write(
    'POST /trpc/auth.login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  socket.write(chunk + chunk);
  const [bytes] = await once(socket, 'data');
  expect(String(bytes)).toMatch(/^HTTP\/1\.1 413 /);
  await once(socket.resume(), 'close');
});

test('a body over 64 KB leaves the connection usable after it was sent', async ({ server }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(server.url);
  const statuses: unknown[] = [];
  const sockets = new Set();
  for (const body of [document(limit + 1), '']) {
    const outgoing = request({
      hostname,
      port,
      path: '/trpc/auth.logout',
      method: 'POST',
      headers: json,
      agent,
    });
    outgoing.on('socket', (socket) => sockets.add(socket));
    outgoing.end(body);
    const [incoming] = await once(outgoing, 'response');
    statuses.push(incoming.statusCode);
    await once(incoming.resume(), 'end');
  }
  agent.destroy();
  expect(statuses).toEqual([413, 200]);
  expect(sockets.size).toBe(1);
});

test('a body of exactly 64 KB is read', async ({ post }) => {
  expect((await post('auth.logout', document(limit))).status).toBe(200);
  expect((await post('auth.logout', document(limit + 1))).status).toBe(413);
});

test.for([
  ['cut short', '{"identifier":"a"'],
  ['a word', 'undefined'],
  ['two documents', '{}{}'],
  ['single quotes', "{'a':1}"],
  ['only a space', ' '],
  ['NaN', '{"a":NaN}'],
  ['broken UTF-8', Buffer.from('2261ff6122', 'hex')],
  ['an overlong slash', Buffer.from('22c0af22', 'hex')],
  ['a surrogate in UTF-8', Buffer.from('22eda08022', 'hex')],
  ['UTF-16', Buffer.from('{}', 'utf16le')],
  ['a NUL in it', '"\0"'],
] as const)(
  'a body that is no JSON in UTF-8 is malformed, whether the procedure has an input or none: %s',
  async ([_what, body], { post }) => {
    for (const procedure of ['auth.login', 'auth.logout', 'system.health']) {
      const answer = await post(procedure, body);
      expect(answer.status).toBe(400);
      expect(answer.error).toMatchObject({ code: 'MALFORMED_REQUEST' });
    }
  },
);

test('a compressed body is malformed', async ({ post }) => {
  for (const encoding of ['gzip', 'deflate', 'br', 'identity, gzip']) {
    const answer = await post('auth.logout', gzipSync('{}'), { 'content-encoding': encoding });
    expect(answer.status).toBe(415);
  }
});

test.for([
  ['deep arrays', '['.repeat(32_000) + ']'.repeat(32_000)],
  ['deep objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ['a deep field', `{"identifier":${'['.repeat(30_000)}${']'.repeat(30_000)},"password":"x"}`],
  [
    'many unknown fields',
    JSON.stringify(Object.fromEntries(Array.from({ length: 6000 }, (_, n) => [`f${n}`, 1]))),
  ],
  ['a huge number', '{"identifier":1e999,"password":"x"}'],
  ['many digits', `{"identifier":${'9'.repeat(60_000)},"password":"x"}`],
  ['NUL in a name', '{"identifier":"a\\u0000b","password":"x"}'],
  ['half a pair', '{"identifier":"\\ud800","password":"x"}'],
  ['line ends', '{"identifier":"a\\r\\nb","password":"x"}'],
  ['an object for text', '{"identifier":{"$ne":""},"password":{"$ne":""}}'],
  ['an array for the input', '[{"identifier":"a","password":"x"}]'],
  ['null', 'null'],
  ['true', 'true'],
] as const)('hostile JSON is refused at once and breaks nothing: %s', async ([_what, body], { post }) => {
  const startedAt = performance.now();
  const answer = await post('auth.login', body);
  expect(performance.now() - startedAt).toBeLessThan(200);
  expect(answer.status).toBe(400);
  expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED' });
});

test('of a name given twice in JSON the last one counts', async ({ post }) => {
  const answer = await post('auth.login', '{"identifier":5,"identifier":"nobody","password":"x"}');
  expect(answer.error).toMatchObject({ code: 'INVALID_CREDENTIALS' });
});
