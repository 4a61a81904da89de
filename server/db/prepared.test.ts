import { sql } from 'kysely';
import { expect } from 'vitest';
import { prepare } from '#server/db/prepared.ts';
import { test } from '#server/testing/fixtures.ts';

test('a prepared statement is built once and runs with the values of each execution', async ({ server }) => {
  let builds = 0;
  const echo = prepare<{ text: string; number: number }, { said: string }>((db, place) => {
    builds += 1;
    return db.selectNoFrom(
      sql<string>`${place('text')}::text || ${place('number')}::int || ${'!'}::text || ${place('text')}::text`.as(
        'said',
      ),
    );
  });
  const both = await Promise.all([
    echo(server.db, { text: 'a', number: 1 }),
    echo(server.db, { text: "$1'--", number: 2 }),
  ]);
  expect(both).toEqual([[{ said: 'a1!a' }], [{ said: "$1'--2!$1'--" }]]);
  expect(builds).toBe(1);
});

test('a prepared statement runs in the transaction that it is given', async ({ server, person }) => {
  const rename = prepare<{ id: string; name: string }, { full_name: string | null }>((db, place) =>
    db
      .updateTable('users')
      .set({ full_name: place('name') })
      .where('id', '=', place('id'))
      .returning('full_name'),
  );
  const transaction = server.db.transaction().execute(async (inside) => {
    expect(await rename(inside, { id: person.id, name: 'Within' })).toEqual([{ full_name: 'Within' }]);
    throw new Error('rolled back');
  });
  await expect(transaction).rejects.toThrow('rolled back');
  expect((await person.browser.query('users.me')).data.fullName).toBe(null);
});
