import { expect, test } from 'vitest';
import { createNewcomers } from '#server/identity/users/newcomers.service.ts';
import { createAuthService } from '#server/identity/auth/auth.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { stranger } from '#server/testing/stranger.ts';

const neverCalled = () => Promise.reject(new Error('no part of this test calls it'));

/** A registration that meets this many namesakes; `names` are the usernames it tried, `settled` why it failed. */
async function registerAmong(namesakes: number, input: { username?: string } = {}) {
  const names: string[] = [];
  const settled: unknown[] = [];
  const users = {
    insert({ username }: { username: string }) {
      names.push(username);
      return Promise.resolve(names.length > namesakes ? { id: 'a-user' } : undefined);
    },
    isTaken: () => Promise.resolve(false),
  };
  const audit = { insert: () => Promise.resolve() };
  const service = createAuthService({
    newcomers: createNewcomers(),
    users: { findCredentials: neverCalled, updatePassword: neverCalled },
    audit,
    signIn: {
      openAndRecord: () => Promise.resolve({ sessionId: 'a-session' } as never),
      byPassword: neverCalled,
      sendVerification: neverCalled,
    },
    factors: { count: neverCalled },
    challenges: { issueTicket: () => expect.unreachable() },
    passkeyChecks: { relyingParty: null },
    refresh: { peek: neverCalled },
    passwords: {
      isOutdated: () => false,
      begin: neverCalled,
      beginRegistration: () =>
        Promise.resolve({
          hash: () => Promise.resolve('a hash'),
          settle: (failure) => Promise.resolve(void settled.push(failure)),
        }),
      requireStrong: () => Promise.resolve(),
    },
    inTransaction: (work) => work({ users, audit } as unknown as Repositories),
    securityLog: () => undefined,
    afterAnswer: () => undefined,
    isRegistrationOpen: true,
    mailMode: 'off',
    isVerifiedEmailRequired: false,
    appOrigin: 'http://localhost:3000',
  });
  const password = 'a long enough password';
  const registered = service.register(
    { caller: stranger },
    { email: 'anna@example.com', password, ...input },
  );
  const failure = await registered.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { names, settled, failure };
}

test('a registration among forty-nine namesakes gets the fiftieth name it tries', async () => {
  const { names, failure } = await registerAmong(49);
  expect(failure).toBeUndefined();
  expect(names).toHaveLength(50);
  expect(names.slice(0, 3)).toEqual(['anna', 'anna2', 'anna3']);
  expect(names[9]).toMatch(/^anna\d{4,6}$/);
});

test('a registration among fifty namesakes fails as a bug, and refunds its attempt', async () => {
  const { names, settled, failure } = await registerAmong(50);
  expect(names).toHaveLength(50);
  expect(failure).toEqual(new Error('no free username was found'));
  expect(settled).toEqual([failure]);
});

test('a registration with a chosen username that is taken tries no other name', async () => {
  const { names, failure } = await registerAmong(1, { username: 'anna' });
  expect(failure).toMatchObject({ code: 'USERNAME_TAKEN' });
  expect(names).toEqual(['anna']);
});
