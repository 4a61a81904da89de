import { expect, test } from 'vitest';
import { AppError, unavailable } from '#server/errors/app-error.ts';
import { createPasswordsService } from '#server/identity/passwords/passwords.service.ts';
import { stranger } from '#server/testing/stranger.ts';

const attempt = { account: 'somebody@example.com', userId: 'somebody', isSignedIn: false, caller: stranger };

/** A service whose parts write down what they are asked for. */
function serviceThat({ refuses = false, isRight = false } = {}) {
  const events: string[] = [];
  const note = (event: string): Promise<void> => Promise.resolve(void events.push(event));
  const refund = () => note('refund');
  const reserve = <Kind>(reservation: Kind): Promise<Kind> =>
    refuses ? Promise.reject(new AppError('RATE_LIMITED')) : Promise.resolve(reservation);
  const slot = {
    hash: () => Promise.resolve('a hash'),
    verify: () => Promise.resolve(isRight),
    release: () => void events.push('release'),
  };
  const service = createPasswordsService({
    passwords: { acquire: () => slot, isOutdated: () => false },
    breached: { has: () => Promise.resolve(false) },
    limits: {
      reservePasswordCheck: () => reserve({ budget: null, succeed: () => note('succeed'), refund }),
      reserveRegistration: () => reserve({ refund }),
    },
    devices: { findKnown: () => Promise.resolve(undefined) },
    hasherOfNobody: () => 'bcrypt',
  });
  return { service, events };
}

test.each([
  ['the service is unavailable', unavailable(1)],
  ['the database broke', new Error('connection lost')],
] as const)('a password check refunds its attempt when %s', async (_case, failure) => {
  const { service, events } = serviceThat();
  await (await service.begin(attempt)).settle(failure);
  expect(events).toEqual(['refund', 'release']);
});

test.each([
  ['a wrong password', new AppError('INVALID_CREDENTIALS')],
  ['success', undefined],
] as const)('a password check keeps its attempt counted after %s', async (_case, failure) => {
  const { service, events } = serviceThat();
  await (await service.begin(attempt)).settle(failure);
  expect(events).toEqual(['release']);
});

test('a registration refunds its attempt after a failure that is no refusal, and not after a refusal', async () => {
  const { service, events } = serviceThat();
  await (await service.beginRegistration(stranger)).settle(new Error('connection lost'));
  await (await service.beginRegistration(stranger)).settle(new AppError('EMAIL_TAKEN'));
  expect(events).toEqual(['refund', 'release', 'release']);
});

test('a rate-limited password check and registration give their hash slots back', async () => {
  const { service, events } = serviceThat({ refuses: true });
  await expect(service.begin(attempt)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(service.beginRegistration(stranger)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(events).toEqual(['release', 'release']);
});

test.each([
  ['right', true, ['succeed']],
  ['wrong', false, []],
] as const)('a password that is %s settles the failures counted before', async (_case, isRight, expected) => {
  const { service, events } = serviceThat({ isRight });
  expect(await (await service.begin(attempt)).verify('a password', 'a hash')).toBe(isRight);
  expect(events).toEqual(expected);
});
