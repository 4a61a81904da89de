import { expect } from 'vitest';
import { appRouter } from '#server/router.ts';
import { test } from '#server/testing/fixtures.ts';
import { registerAdmin } from '#server/testing/people.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';

test.for(proceduresOf(appRouter))(
  '$path refuses a field it does not know',
  async ({ path, type }, { server }) => {
    // An administrator: the input of everybody else is not even read where a permission is missing.
    const { browser } = await registerAdmin(server);
    const input = { surprise: 1 };
    const answer = type === 'query' ? await browser.query(path, input) : await browser.mutate(path, input);
    expect(answer.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { surprise: 'UNKNOWN_FIELD' } });
  },
);
