import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeNewMigration } from '#server/cli/new-migration.ts';
import { createDatabase } from '#server/db/database.ts';
import { readShippedMigrations } from '#server/db/migrations/files.ts';
import { runOperatorCommand, startOperatorCommand } from '#server/testing/operator.ts';
import { createEmptyDatabase, createTestDatabase } from '#server/testing/postgres.ts';

let url: string;
let drop: () => Promise<void>;
const migrate = (...parameters: string[]) =>
  runOperatorCommand(['migrate', ...parameters], { DATABASE_URL: url });

test.each([[[]], [['up', 'twice']], [['constructor']]])(
  'npm run migrate with the parameters %j is answered with the list of commands',
  async (parameters) => {
    const { code, stdout, stderr } = await runOperatorCommand(['migrate', ...parameters]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('Which command? npm run migrate -- up | down <name> | status | new <name> | check\n');
  },
);

test('npm run migrate prints its usage when asked for help', async () => {
  const { code, stdout } = await startOperatorCommand(['migrate', '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: npm run migrate -- <command>\n( {2,15}\w+.*\n)+$/);
});

test('npm run migrate says in one line that the database cannot be reached', async () => {
  const away = { DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/absent' };
  const { code, stderr } = await runOperatorCommand(['migrate', 'status'], away);
  expect(code).toBe(1);
  expect(stderr).toBe(
    'The database cannot be reached (connect ECONNREFUSED 127.0.0.1:1); is DATABASE_URL right?\n',
  );
});

test('npm run migrate names a wrong variable in one line without its value', async () => {
  const { code, stderr } = await runOperatorCommand(['migrate', 'status'], {
    DATABASE_URL: 'mysql://hidden',
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^DATABASE_URL .+\n$/);
  expect(stderr).not.toContain('hidden');
});

describe('a new database', () => {
  beforeAll(async () => {
    ({ url, drop } = await createEmptyDatabase());
  });
  afterAll(() => drop());

  test('npm run migrate checks and lists a new database, applies each migration once, and undoes the newest', async () => {
    const names = (await readShippedMigrations()).map(({ name }) => name);
    const newest = names.at(-1);

    const checkedBefore = await migrate('check');
    const applied = await startOperatorCommand(['migrate', 'up'], { DATABASE_URL: url });
    const again = await migrate('up');
    const checked = await migrate('check');
    const unnamed = await migrate('down', '--yes');
    const wrong = await migrate('down', names[0]!, '--yes');
    const unanswered = await migrate('down', newest!);
    const undone = await migrate('down', newest!, '--yes');
    const listed = await migrate('status');

    expect(checkedBefore).toMatchObject({ code: 1, stdout: '' });
    expect(checkedBefore.stderr).toBe(
      `The schema is not that of this build: migration ${names[0]} has not been applied\n`,
    );
    expect(applied).toMatchObject({ code: 0, stdout: `Applied ${names.join(', ')}\n` });
    expect(applied.stderr).toBe(names.map((name) => `Applying migration ${name}\n`).join(''));
    expect(again).toEqual({ code: 0, stdout: 'Nothing to apply\n', stderr: '' });
    expect(checked).toEqual({ code: 0, stdout: 'The schema is that of this build\n', stderr: '' });
    expect(unnamed).toEqual({
      code: 1,
      stdout: '',
      stderr: `Which one? The newest is ${newest}: npm run migrate -- down ${newest}\n`,
    });
    expect(wrong).toEqual({
      code: 1,
      stdout: '',
      stderr: `The newest is ${newest}, not ${names[0]}: nothing was undone\n`,
    });
    expect(unanswered).toMatchObject({ code: 1, stdout: '' });
    expect(unanswered.stderr).toMatch(/Nobody can answer here: add --yes to undo \S+\n$/);
    expect(undone.stderr).toMatch(/^Undoing \S+ runs this, and what it drops is lost:\n {2}\w+ .*\n/);
    expect(undone).toMatchObject({ code: 0, stdout: `Undone ${newest}\n` });
    expect(listed.stdout.split('\n').map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      ...names.slice(0, -1).map((name) => ['applied', name]),
      ['pending', newest],
      [''],
    ]);
  }, 30_000);
});

describe('an edited migration', () => {
  beforeAll(async () => {
    ({ url, drop } = await createTestDatabase());
    const db = createDatabase(url);
    await sql`update migration_hashes set sha256 = 'other' where name like '0002-%'`.execute(db);
    await sql`insert into migration_hashes values ('9999-newer', 'x')`.execute(db);
    await db.destroy();
  });
  afterAll(() => drop());

  test('npm run migrate -- up refuses an edited migration and names it', async () => {
    const { code, stderr } = await migrate('up');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Migration 0002-create-sessions was edited after it was applied\n$/);
  });

  test('npm run migrate -- status lists an edited migration and one of a newer build', async () => {
    const { stdout } = await migrate('status');
    expect(stdout).toMatch(/^edited {3}0002-create-sessions /m);
    expect(stdout).toMatch(/^unknown {2}9999-newer /m);
  });
});

describe('a new migration', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.each(['Add Nickname', '../escape', 'add_nickname', '-', ''])(
    'a new migration cannot have the name "%s"',
    async (title) => {
      await expect(writeNewMigration(title, folder)).rejects.toThrow(/is no name for a migration/);
    },
  );

  test('a new migration takes the number after the newest and can be shipped as written', async () => {
    await writeFile(join(folder, '0041-older.ts'), '');
    expect(await writeNewMigration('add-nickname', folder)).toBe('0042-add-nickname');
    expect((await readShippedMigrations(folder)).map(({ name }) => name)).toEqual([
      '0041-older',
      '0042-add-nickname',
    ]);
    expect(await readFile(join(folder, '0042-add-nickname.ts'), 'utf8')).toContain(
      'export async function down',
    );
  });

  test('the first migration of a folder gets the number 0001', async () => {
    expect(await writeNewMigration('begin', folder)).toBe('0001-begin');
  });
});
