import { getMutationKey, getQueryKey } from '@trpc/react-query';
import { expect, test } from 'vitest';
import { createQueryClient } from '#client/app/query-client.ts';
import { trpc } from '#client/lib/trpc.ts';

const sessions = getQueryKey(trpc.sessions.list, undefined, 'query');
const me = getQueryKey(trpc.users.me, undefined, 'query');

/** Whether the lists are old after the end of a session, which the server accepted or refused. */
async function outdatedBy(answer: () => Promise<unknown>) {
  const queryClient = createQueryClient();
  for (const queryKey of [sessions, me]) queryClient.setQueryData(queryKey, []);
  const mutationKey = getMutationKey(trpc.sessions.revoke);
  const mutation = queryClient.getMutationCache().build(queryClient, { mutationKey, mutationFn: answer });
  await mutation.execute(undefined).catch(() => undefined);
  return [sessions, me].filter((queryKey) => queryClient.getQueryState(queryKey)?.isInvalidated);
}

test('a session that was ended makes the list of sessions old, and nothing that stays as it was', async () => {
  expect(await outdatedBy(() => Promise.resolve())).toEqual([sessions]);
});

test('a session that could not be ended makes the list of sessions old, too', async () => {
  expect(await outdatedBy(() => Promise.reject(new Error('gone')))).toEqual([sessions]);
});

test('what another tab changed is old here, too, and a word of no mutation changes nothing', async () => {
  const here = createQueryClient();
  const channel = new BroadcastChannel('qp-mutations');
  for (const queryKey of [sessions, me]) here.setQueryData(queryKey, []);
  const isOld = (queryKey: readonly unknown[]) => here.getQueryState(queryKey)?.isInvalidated;

  channel.postMessage('__proto__');
  channel.postMessage({ path: 'users.me' });
  await outdatedBy(() => Promise.resolve());

  await expect.poll(() => isOld(sessions)).toBe(true);
  expect(isOld(me)).toBe(false);
  channel.close();
});
