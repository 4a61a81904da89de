import { expect } from 'vitest';
import { createTotpKeys } from '#server/identity/factors/totp-keys.service.ts';
import { createTotpRepository } from '#server/identity/factors/totp.repository.ts';
import { deriveKeys } from '#server/security/keys.ts';
import { createSealing } from '#server/security/sealing.ts';
import { askedForFactor, codeOf, enableTotp } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const oldSecret = 'tests-sign-with-this-0123456789-abcdefgh';
const newSecret = 'tests-sign-with-another-9876543210-zyxwv';

/** Counts what a server with this secret finds. */
function keysOf(server: TestServer, secrets: { current: string; previous: string[] }) {
  const totp = createTotpRepository(server.db);
  return createTotpKeys({ totp, totpSecrets: createSealing(deriveKeys(secrets).totpSecrets) });
}

test('a start with a new key seals all secrets anew, and the old key can go', async ({ server }) => {
  const person = await registerPerson(server);
  const { secret } = await enableTotp(server, person);
  const both = { AUTH_SECRET: newSecret, AUTH_SECRET_PREVIOUS: oldSecret };
  const rotated = await startTestServer({ replicaOf: server, environment: both });
  await expect.poll(() => rotated.logLines.join('\n')).toContain('under the current key');
  await rotated.close();
  expect(await keysOf(server, { current: newSecret, previous: [] }).renew()).toEqual({ renewed: 0, lost: 0 });
  const alone = await startTestServer({ replicaOf: server, environment: { AUTH_SECRET: newSecret } });
  try {
    const browser = await askedForFactor(alone, person);
    const answer = await browser.mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) });
    expect(answer.status).toBe(200);
  } finally {
    await alone.close();
  }
});

test('the start warns of secrets that no given key opens, and leaves them as they are', async ({
  server,
}) => {
  await enableTotp(server, await registerPerson(server));
  const before = await server.db.selectFrom('totp_factors').selectAll().orderBy('user_id').execute();
  const strange = 'tests-sign-with-a-third-one-5555-aaaabbbb';
  const started = await startTestServer({ replicaOf: server, environment: { AUTH_SECRET: strange } });
  try {
    await expect.poll(() => started.logLines.join('\n')).toContain('no given key opens');
    expect(await server.db.selectFrom('totp_factors').selectAll().orderBy('user_id').execute()).toEqual(
      before,
    );
  } finally {
    await started.close();
  }
});

test('all secrets are walked, however many steps that takes', async () => {
  const pages = [500, 500, 3];
  const keys = createTotpKeys({
    totp: {
      findAfter: () =>
        Promise.resolve(
          Array.from({ length: pages.shift() ?? 0 }, (_, row) => ({
            user_id: String(row),
            sealed_secret: Buffer.alloc(1),
          })),
        ),
      updateSealed: () => Promise.resolve(),
    },
    totpSecrets: { reseal: () => Buffer.alloc(2) },
  });
  expect(await keys.renew()).toEqual({ renewed: 1003, lost: 0 });
});
