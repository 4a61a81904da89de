import { expect } from 'vitest';
import { appRouter } from '#server/router.ts';
import { test } from '#server/testing/fixtures.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';

test.for(proceduresOf(appRouter))(
  '$path refuses a field it does not know',
  async ({ path, type }, { server, person }) => {
    const { browser, id } = person;
    // Who lacks a permission is refused before the input is read.
    if (path.startsWith('admin.'))
      await server.db.updateTable('users').set({ role: 'admin' }).where('id', '=', id).execute();
    const input = { surprise: 1 };
    const answer = type === 'query' ? await browser.query(path, input) : await browser.mutate(path, input);
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { surprise: 'UNKNOWN_FIELD' } });
  },
);
