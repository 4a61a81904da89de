import { afterAll, beforeAll, expect, test } from 'vitest';
import { nginxAbsence, startNginx } from '#server/testing/nginx.ts';
import { sendRaw } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const path = '/.well-known/security.txt';
const contact = 'mailto:security@money.example';

let silent: TestServer;
let told: TestServer;
beforeAll(async () => {
  silent = await startTestServer();
  told = await startTestServer({ replicaOf: silent, environment: { SECURITY_CONTACT: contact } });
});
afterAll(async () => {
  await told.close();
  await silent.close();
});

test('without a contact there is none', async () => {
  expect((await sendRaw(silent.url, path)).status).toBe(404);
});

test('says whom to tell, and until when that holds: less than a year', async () => {
  const { status, headers, body } = await sendRaw(told.url, path);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const [first, second] = body.split('\n');
  expect(first).toBe(`Contact: ${contact}`);
  const days = (Date.parse(second?.replace(/^Expires: /, '') ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(100);
  expect(days).toBeLessThan(365);
});

test.each([`${path}/`, '/.well-known/security.txtx', '/.well-known/', '/%2Ewell-known/security.txt'])(
  'stands under no other name, %s say',
  async (other) => {
    expect((await sendRaw(told.url, other)).status).toBe(404);
  },
);

test.skipIf(nginxAbsence() !== null)('comes through nginx, or does not', async () => {
  const bodies = [];
  for (const { url } of [told, silent]) {
    const nginx = await startNginx({ upstreamPort: Number(new URL(url).port), pagesFolder: '/nowhere' });
    bodies.push((await sendRaw(nginx.url, path)).body.split('\n')[0]);
    await nginx.close();
  }
  expect(bodies).toEqual([`Contact: ${contact}`, 'Not Found']);
});
