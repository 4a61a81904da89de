import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withParameter } from '#server/db/scratch-databases.ts';
import { layDatabaseCable } from '#server/testing/database-cable.ts';
import { pgBouncerAbsence, startPgBouncer } from '#server/testing/pgbouncer.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import { startTestServer } from '#server/testing/test-server.ts';

const absence =
  pgBouncerAbsence() ?? (spawnSync('openssl', ['version']).error ? 'openssl is not installed here' : null);
if (absence) process.stdout.write(`skipped: some of refused-connections.test.ts, because ${absence}\n`);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-refusals-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** What callers, probes and the log are told by a server of this URL. */
async function toldBy(databaseUrl: string) {
  const server = await startTestServer({ databaseUrl });
  const browser = server.newBrowser();
  const readiness = await browser.send('/readyz');
  const call = await browser.mutate('auth.login', { identifier: 'a@example.org', password: 'x' });
  const lines = server.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  await server.close();
  const line = (msg: string) => lines.find((one) => one['msg'] === msg);
  return {
    statuses: [readiness.status, call.status],
    retryAfter: [readiness.headers.get('retry-after'), call.headers.get('retry-after')],
    answers: `${readiness.body} ${call.body}`,
    readiness: line('not ready'),
    call: line('SERVICE_UNAVAILABLE'),
  };
}

async function expectTold(databaseUrl: string, logged: Record<string, unknown>): Promise<void> {
  const told = await toldBy(databaseUrl);
  expect(told.statuses).toEqual([503, 503]);
  expect(told.retryAfter).toEqual(['2', '2']);
  expect(told.readiness).toMatchObject(logged);
  expect(told.call).toMatchObject(logged);
  expect(told.call).not.toHaveProperty('stack');
  expect(told.answers).not.toContain(String(logged['code'] ?? logged['message']));
  expect(told.answers).not.toMatch(/absent|password|certificate|SSL|ECONN/);
}

/** The tests' cluster asks for no password: this one refuses every start in PostgreSQL's words (55.7, ErrorResponse). */
async function refuseAll(code: string, message: string, severity = 'FATAL'): Promise<Server> {
  const fields = Buffer.from(`S${severity}\0VFATAL\0C${code}\0M${message}\0\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from('E'), length, fields])));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

test('an unknown database is unavailable, and the log says so', () =>
  expectTold(database.url.replace(/quantpulse_test_\w+/, 'absent'), { code: '3D000' }));

test('an unknown database role is unavailable, and the log says so', () =>
  expectTold(withParameter(database.url, 'user', 'absent'), { code: '28000' }));

test('a database without TLS is unavailable where the URL asks for it, and the log says so', async () => {
  const cable = await layDatabaseCable(database.url);
  const message = 'The server does not support SSL connections';
  await expectTold(withParameter(cable.url, 'sslmode', 'require'), { message });
  await cable.pull();
});

test('a database that refuses the password is unavailable, and the log says so', async () => {
  const server = await refuseAll('28P01', 'password authentication failed for user "me"');
  const { port } = server.address() as AddressInfo;
  await expectTold(`postgresql://me:planted@127.0.0.1:${port}/quantpulse`, { code: '28P01' });
  server.close();
});

test('a database the role may not connect to is unavailable, and the log quotes its reason', async () => {
  const server = await refuseAll('42501', 'доступ к базе данных "qp" запрещён', 'ВАЖНО');
  const { port } = server.address() as AddressInfo;
  await expectTold(`postgresql://me@127.0.0.1:${port}/quantpulse`, { code: '42501' });
  server.close();
});

test('a client certificate that is none makes the database unavailable, and the log says so', async () => {
  const file = join(folder, 'garbage.pem');
  writeFileSync(file, 'no certificate');
  // Says "yes" to TLS and nothing more (PostgreSQL, 55.2.11).
  const server = createServer((socket) => void socket.once('data', () => socket.write('S')));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `postgresql://me@127.0.0.1:${port}/qp?sslmode=require&sslcert=${file}&sslkey=${file}`;
  await expectTold(url, { code: 'ERR_OSSL_PEM_NO_START_LINE' });
  server.close();
});

test.skipIf(absence !== null)(
  'a database whose certificate nobody signed is unavailable, and the log says so',
  async () => {
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    const options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    execFileSync('openssl', ['req', ...options, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    chmodSync(key, 0o644);
    const tls = ['client_tls_sslmode = require', `client_tls_key_file = ${key}`];
    const pooler = await startPgBouncer(database.url, [...tls, `client_tls_cert_file = ${certificate}`]);
    const code = 'DEPTH_ZERO_SELF_SIGNED_CERT';
    for (const mode of ['require', 'verify-full'])
      await expectTold(`${pooler.url}?sslmode=${mode}`, { code });
    await pooler.close();
  },
);
