import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { replicaWith, test as base } from '#server/testing/fixtures.ts';
import { auditEventsOf } from '#server/testing/people.ts';
import { sendRaw } from '#server/testing/raw-http.ts';
import { registerByRest, type RestPerson } from '#server/testing/rest-people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const test = base
  .extend('admin', async ({ server }) => {
    const person = await registerByRest(server);
    await server.db.updateTable('users').set({ role: 'admin' }).where('id', '=', person.id).execute();
    return person;
  })
  .extend('limited', { scope: 'file' }, replicaWith({ environment: { LIMIT_EXPORTS_PER_USER: '1/60m' } }));

const path = '/api/v1/admin/audit.csv';
const read = ({ call }: RestPerson, query = '') => call(`GET ${path}${query}`);

async function happen(server: TestServer, userId: string, count: number): Promise<void> {
  await sql`insert into audit_events (id, event, user_id, ip_address, request_id)
    select gen_random_uuid(), 'signed-in', ${userId}, '198.51.100.7', 'by-hand'
    from generate_series(1, ${count}::int)`.execute(server.db);
}

test('who has no permission reads no audit, and a cookie opens none', async ({ server, admin, person }) => {
  const user = await registerByRest(server);
  expect((await read(user)).error?.code).toBe('FORBIDDEN');
  await server.db.updateTable('users').set({ role: 'admin' }).where('id', '=', person.id).execute();
  const byCookie = await person.browser.rest(`GET ${path}`);
  expect([byCookie.status, byCookie.error?.code]).toEqual([401, 'UNAUTHENTICATED']);
  const told = [user, admin].map(({ id }) => auditEventsOf(server, id));
  expect((await Promise.all(told)).flat()).not.toContain('audit-exported');
});

test.for([
  ['?event=something', 'VALIDATION_FAILED', { event: 'INVALID' }],
  ['?user_id=me', 'VALIDATION_FAILED', { user_id: 'INVALID' }],
  ['?userId=me', 'VALIDATION_FAILED', { userId: 'UNKNOWN_FIELD' }],
  ['?from=yesterday', 'VALIDATION_FAILED', { from: 'INVALID' }],
  ['?ip=', 'VALIDATION_FAILED', { ip: 'REQUIRED' }],
  ['?ip=1&ip=2', 'VALIDATION_FAILED', { ip: 'INVALID' }],
  ['?limit=5', 'VALIDATION_FAILED', { limit: 'UNKNOWN_FIELD' }],
  ['?__proto__=1', 'VALIDATION_FAILED', expect.any(Object)],
  ['?ip=%zz', 'MALFORMED_REQUEST', undefined],
  ['?ip=%ff', 'MALFORMED_REQUEST', undefined],
] as const)('the query %s is refused by its field', async ([query, code, fields], { admin }) => {
  const { status, error } = await read(admin, query);
  expect([status, error?.code, error?.fields]).toEqual([400, code, fields]);
});

test('the file is CSV to be saved, in the names and filters of the export, and it is audited', async ({
  server,
  admin,
}) => {
  await happen(server, admin.id, 2);
  const answer = await read(admin, `?user_id=${admin.id}&event=signed-in&ip=198.51.100.7`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=quantpulse-audit.csv');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('link')).toBeNull();
  const lines = answer.body.split('\r\n');
  expect(lines[0]).toBe(
    'at,event,user_id,user_email,actor_id,actor_email,ip,user_agent,session_id,request_id,details',
  );
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`,signed-in,${admin.id},${admin.email},`);
  expect(await auditEventsOf(server, admin.id)).toContain('audit-exported');
});

test('a header leads from file to file under the same filters, until there is no more', async ({
  server,
  admin,
}) => {
  await happen(server, admin.id, 5_001);
  const first = await read(admin, `?event=signed-in&user_id=${admin.id}`);
  const [, next = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
  expect(next).toContain(`event=signed-in&user_id=${admin.id}&cursor=`);
  const second = await admin.call(`GET ${next}`);
  const rows = [first, second].map(({ body }) => body.split('\r\n').length - 2);
  expect([...rows, second.headers.get('link')]).toEqual([5_000, 1, null]);
});

test('files count with exports by the page, and a refused one is not audited', async ({
  server,
  admin,
  limited,
}) => {
  const headers = { authorization: `Bearer ${admin.accessToken}` };
  const cursor = `?cursor=${randomUUID()}`;
  const answers = [];
  for (const query of ['', cursor]) answers.push(await sendRaw(limited.url, `${path}${query}`, { headers }));
  expect(answers.map(({ status }) => status)).toEqual([200, 429]);
  expect(answers[1]?.headers['retry-after']).toMatch(/^\d+$/);
  const told = await auditEventsOf(server, admin.id);
  expect(told.filter((event) => event === 'audit-exported')).toHaveLength(1);
});
