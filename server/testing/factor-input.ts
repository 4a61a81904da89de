import { randomBytes, randomUUID } from 'node:crypto';
import { createAuthenticator } from '#server/testing/authenticator.ts';
import { codeOf, verifyEmailOf } from '#server/testing/factors.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** Well-formed answers of a passkey, to no challenge of ours. */
export function strangeAnswers() {
  const authenticator = createAuthenticator('http://localhost:3000');
  const asked = { challenge: 'invented', timeout: 1, rpId: 'localhost' };
  const user = { id: 'AAAA', name: 'nobody', displayName: 'nobody' };
  const made = authenticator.make({ ...asked, user, rp: { id: 'localhost', name: '' } } as never);
  return {
    made,
    used: authenticator.use({ ...asked, userVerification: 'required', allowCredentials: [] }),
  };
}

/** A passkey that nobody holds, in the table alone. */
export async function insertPasskey(server: TestServer, userId: string): Promise<string> {
  const id = randomUUID();
  const bytes = randomBytes(32);
  const row = { id, user_id: userId, credential_id: bytes, public_key: bytes, counter: 0, transports: [] };
  await server.db
    .insertInto('passkeys')
    .values({ ...row, name: 'Key', is_synced: false })
    .execute();
  return id;
}

/** Makes a call about factors possible for `person`, and returns its input; `owner` has the named passkey. */
export async function factorInput(
  server: TestServer,
  path: string,
  { person, owner }: { person: Person; owner: string },
): Promise<Record<string, unknown>> {
  const { browser, id } = person;
  if (path.startsWith('factors.')) await verifyEmailOf(server, person);
  if (/\.(?:rename|remove)Passkey$/.test(path))
    return { id: await insertPasskey(server, owner), name: 'Key' };
  if (path === 'factors.renewRecoveryCodes') await insertPasskey(server, id);
  if (path === 'factors.disableTotp')
    await server.db
      .insertInto('totp_factors')
      .values({ user_id: id, sealed_secret: randomBytes(61), enabled_at: new Date(), last_step: 0 })
      .execute();
  if (path === 'factors.enableTotp') {
    const { data } = await browser.mutate('factors.beginTotp');
    return { code: codeOf(data.secret) };
  }
  if (path === 'factors.addPasskey') {
    const { data } = await browser.mutate('factors.beginPasskey');
    return { name: 'Key', response: createAuthenticator(server.config.appOrigin).make(data) };
  }
  if (path === 'auth.loginWithPasskey') return { response: strangeAnswers().used };
  return path.endsWith('.secondFactor') ? { method: 'totp', code: '000000' } : {};
}
