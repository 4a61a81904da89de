import { expect, test } from 'vitest';
import { appRouter } from '#server/router.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';
import { calls, traitsOf } from '#shared/calls.ts';

const procedures = proceduresOf(appRouter);
const paths = procedures.map(({ path }) => path);

test('every mutation stands in shared/calls.ts, and every path there is a procedure', () => {
  const mutations = procedures.filter(({ type }) => type === 'mutation').map(({ path }) => path);
  expect(Object.keys(calls)).toEqual(expect.arrayContaining(mutations));
  expect(paths).toEqual(expect.arrayContaining(Object.keys(calls)));
});

test('everything that a call outdates is a query', () => {
  const queries = procedures.filter(({ type }) => type === 'query').map(({ path }) => path);
  const outdated = Object.values(calls).flatMap(({ outdates }) => outdates as readonly string[]);
  expect(queries).toEqual(expect.arrayContaining(outdated));
});

test('only mutations touch cookies, and each of them travels alone', () => {
  for (const { path, type } of procedures) {
    const { cookies, alone } = traitsOf(path);
    expect([path, cookies === 'keep' || (type === 'mutation' && alone)]).toEqual([path, true]);
  }
});

test('these calls alone are sent without others, as the contract says', () => {
  const alone = paths.filter((path) => traitsOf(path).alone);
  const byContract = /^(?:auth\.(?!session$)|tokens\.|sessions\.revoke|users\.updateProfile$)/;
  const isMutation = (path: string) =>
    /^(?:account|factors|admin)\./.test(path) &&
    procedures.some((one) => one.path === path && one.type === 'mutation');
  expect(alone).toEqual(paths.filter((path) => byContract.test(path) || isMutation(path)));
});
