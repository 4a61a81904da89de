import { expect } from 'vitest';
import { withServer, replicaWith } from '#server/testing/fixtures.ts';
import { nginxAbsence, startNginx } from '#server/testing/nginx.ts';
import { sendRaw } from '#server/testing/raw-http.ts';

const path = '/.well-known/security.txt';
const contact = 'mailto:security@money.example';

const test = withServer().extend(
  'told',
  { scope: 'file' },
  replicaWith({ environment: { SECURITY_CONTACT: contact } }),
);

test('security.txt is missing where no contact is set', async ({ server }) => {
  expect((await sendRaw(server.url, path)).status).toBe(404);
});

test('security.txt names the contact and expires within a year', async ({ told }) => {
  const { status, headers, body } = await sendRaw(told.url, path);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const [first, second] = body.split('\n');
  expect(first).toBe(`Contact: ${contact}`);
  const days = (Date.parse(second?.replace(/^Expires: /, '') ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(100);
  expect(days).toBeLessThan(365);
});

test.for([`${path}/`, '/.well-known/security.txtx', '/.well-known/', '/%2Ewell-known/security.txt'])(
  'security.txt is served under no other name such as %s',
  async (other, { told }) => {
    expect((await sendRaw(told.url, other)).status).toBe(404);
  },
);

test.skipIf(nginxAbsence() !== null)(
  'security.txt passes nginx where a contact is set',
  async ({ server, told }) => {
    const bodies = [];
    for (const { url } of [told, server]) {
      const nginx = await startNginx({ upstreamPort: Number(new URL(url).port), pagesFolder: '/nowhere' });
      bodies.push((await sendRaw(nginx.url, path)).body.split('\n')[0]);
      await nginx.close();
    }
    expect(bodies).toEqual([`Contact: ${contact}`, 'Not Found']);
  },
);
