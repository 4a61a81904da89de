import { sql } from 'kysely';
import { expect } from 'vitest';
import { createAuthenticator } from '#server/testing/authenticator.ts';
import { askedForFactor, codeOf, enableTotp } from '#server/testing/factors.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { tokenTo } from '#server/testing/mails.ts';
import { registerPerson, signIn, type Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const test = withServer({
  environment: { LIMIT_FAILED_PER_ACCOUNT_AND_IP: '2/15m', LIMIT_ROTATIONS_PER_SESSION: '2/1m' },
});

/** What a person or a browser holds, and a copy of the database must not give away. */
interface Planted {
  readonly secret: string;
  readonly recoveryCodes: string[];
  readonly tokens: string[];
  readonly challenges: string[];
}

/** Second factors of every kind, challenges used and unused, and links of mails that still work. */
async function plantFactors(server: TestServer, person: Person): Promise<Planted> {
  const { secret, recoveryCodes } = await enableTotp(server, person);
  const authenticator = createAuthenticator(server.config.appOrigin);
  const { data: made } = await person.browser.mutate('factors.beginPasskey');
  await person.browser.mutate('factors.addPasskey', { name: 'Key', response: authenticator.make(made) });
  const browser = server.newBrowser();
  const { data: asked } = await browser.mutate('auth.passkeyOptions');
  const ticket = browser.jar.get('qp_challenge')!;
  const response = authenticator.use(asked);
  expect((await browser.mutate('auth.loginWithPasskey', { response })).status).toBe(200);
  const waiting = await askedForFactor(server, person);
  const newEmail = `new-${person.email}`;
  await person.browser.mutate('account.changeEmail', { newEmail });
  await server.newBrowser().mutate('auth.requestPasswordReset', { email: person.email });
  const tokens = [
    await tokenTo(server, newEmail, 'confirm-email-change'),
    await tokenTo(server, person.email, 'reset-password'),
  ];
  const challenges = [made.challenge, asked.challenge, ticket, waiting.jar.get('qp_challenge')!];
  return { secret, recoveryCodes, tokens, challenges };
}

/** Everything a server keeps comes to stand in its tables: sessions of both kinds, rotated, ended, refused and limited. */
async function beBusy(server: TestServer): Promise<Person> {
  const person = await registerPerson(server);
  const { email: identifier, password } = person;
  for (let n = 0; n < 4; n += 1) await person.browser.mutate('auth.refresh');
  const { data } = await server.newBrowser().mutate('tokens.issue', { identifier, password });
  await server.newBrowser().mutate('tokens.refresh', { refreshToken: data.refreshToken });
  for (let n = 0; n < 3; n += 1)
    await server.newBrowser().mutate('auth.login', { identifier: password, password: identifier });
  await (await signIn(server, person)).mutate('auth.logout');
  const newPassword = `${password} anew`;
  await person.browser.mutate('account.changePassword', { currentPassword: password, newPassword });
  return { ...person, password: newPassword };
}

/** Every value of every table, as text and, of bytes, in each spelling a token may have. */
async function dump(server: TestServer): Promise<string[]> {
  const { rows: columns } = await sql<{ table_name: string; column_name: string; data_type: string }>`
    select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'`.execute(
    server.db,
  );
  const values = new Set<string>();
  for (const { table_name: table, column_name: column, data_type: type } of columns) {
    const { rows } = await sql<{
      value: unknown;
    }>`select distinct ${sql.ref(column)} as value from ${sql.table(table)}`.execute(server.db);
    for (const { value } of rows) for (const text of spellings(value, type)) values.add(text);
  }
  return [...values].filter((text) => text.length >= 16);
}

function spellings(value: unknown, type: string): string[] {
  if (value === null || value === undefined) return [];
  if (Buffer.isBuffer(value))
    return (['hex', 'base64', 'base64url', 'latin1'] as const).map((form) => value.toString(form));
  if (type === 'jsonb') return [JSON.stringify(value), ...Object.values(value).map(String)];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

/** What base64url and base32 stand for, as a table might hold it. */
function bytesOf(secret: string): string[] {
  if (!/^[\w-]{32,}$/.test(secret)) return [];
  const ofBase32 = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
  const bits = ofBase32.map((value) => value.toString(2).padStart(5, '0')).join('');
  const bytes = ofBase32.includes(-1)
    ? Buffer.from(secret, 'base64url')
    : Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
  return [bytes.toString('hex'), bytes.toString('latin1')];
}

test('nothing in a dump of the database signs anybody in', { timeout: 60_000 }, async ({ server }) => {
  const person = await beBusy(server);
  const { secret: appSecret } = await plantFactors(server, person);
  const found = await dump(server);
  expect(found.some((text) => text.startsWith('qp1$2b$'))).toBe(true);
  await server.db.deleteFrom('limit_counters').execute();

  const lucky: string[] = [];
  const note = (how: string, text: string, status: number) => status === 200 && lucky.push(`${how}: ${text}`);
  for (const text of found) {
    const secret = encodeURIComponent(text);
    const stranger = server.newBrowser();
    const cookies = { qp_access: secret, qp_refresh: secret, qp_device: secret };
    note('refresh cookie', text, (await stranger.mutate('auth.refresh', undefined, { cookies })).status);
    note('access cookie', text, (await stranger.query('users.me', undefined, { cookies })).status);
    note('tokens.refresh', text, (await stranger.mutate('tokens.refresh', { refreshToken: text })).status);
    const headers = { authorization: `Bearer ${secret}` };
    note('bearer', text, (await stranger.query('users.me', undefined, { headers })).status);
    note('link', text, (await stranger.mutate('auth.checkLink', { token: text })).status);
    const code = { method: 'totp', code: codeOf(appSecret) };
    const challenge = { cookies: { qp_challenge: secret } };
    note('challenge', text, (await stranger.mutate('auth.secondFactor', code, challenge)).status);
  }
  // Of somebody who knows the password too.
  const waiting = await askedForFactor(server, person);
  for (const text of found) {
    const codes = [{ method: 'recovery-code', code: text.slice(0, 200) }];
    if (/^[A-Z2-7]+$/.test(text)) codes.push({ method: 'totp', code: codeOf(text) });
    for (const code of codes)
      note(code.method, text, (await waiting.mutate('auth.secondFactor', code)).status);
  }
  for (const text of found.filter((candidate) => candidate.length > 20)) {
    const input = { identifier: person.email, password: text };
    note('password', text, (await server.newBrowser().mutate('auth.login', input)).status);
    await server.db.deleteFrom('limit_counters').execute();
  }
  expect(lucky).toEqual([]);
  expect((await person.browser.query('users.me')).status).toBe(200);
});

test('a dump of the database holds no token and no password, neither whole nor its secret part', async ({
  server,
}) => {
  const person = await beBusy(server);
  const { data } = await server.newBrowser().mutate('tokens.issue', {
    identifier: person.email,
    password: person.password,
  });
  const planted = await plantFactors(server, person);
  const bytes = (token: string) => Buffer.from(token.slice('qpr1.'.length), 'base64url').subarray(36, 68);
  const tokens = [...person.browser.jar.values(), data.refreshToken, data.accessToken, data.deviceToken];
  const secrets = [person.password, ...tokens].flatMap((token: string) =>
    token.startsWith('qpr1.')
      ? [token, bytes(token).toString('hex'), bytes(token).toString('base64url')]
      : [token],
  );
  for (const table of ['totp_factors', 'recovery_codes', 'passkeys', 'used_challenges', 'links'] as const)
    expect([table, (await server.db.selectFrom(table).selectAll().execute()).length]).not.toEqual([table, 0]);
  const all = (await dump(server)).join('\n');
  expect(tokens.length).toBeGreaterThanOrEqual(6);
  const { secret: appSecret, recoveryCodes, challenges } = planted;
  const plain = recoveryCodes.map((code) => code.replaceAll('-', ''));
  for (const secret of [...secrets, appSecret, ...recoveryCodes, ...plain, ...planted.tokens, ...challenges])
    for (const spelled of [secret, ...bytesOf(secret)]) expect(all.includes(spelled)).toBe(false);
});
