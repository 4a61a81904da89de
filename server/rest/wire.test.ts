import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '#server/errors/app-error.ts';
import { fromWire, refusalOnWire, toWire, wireSchema } from '#server/rest/wire.ts';

const schema = z.strictObject({ fullName: z.string().optional(), at: z.string() });

test('a body under the names of the services is refused', () => {
  const { error } = wireSchema(schema).safeParse({ at: 'x', fullName: 'Ann' });
  expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['fullName'] }]);
});

test('a body under the names of the wire comes back under those of the services', () => {
  const body = wireSchema(schema).parse({ at: 'x', full_name: 'Ann' });
  expect(fromWire(body as object)).toEqual({ at: 'x', fullName: 'Ann' });
});

test('an answer is renamed to its innermost object, and its values stay', () => {
  const answer = { user: { lastLoginAt: null, sinceWhen: ['aB'] }, tokenType: 'bearer' };
  expect(toWire(answer)).toEqual({ user: { last_login_at: null, since_when: ['aB'] }, token_type: 'bearer' });
});

test('one schema has one wire form, so that the OpenAPI document can name it', () => {
  const user = z.object({ fullName: z.string() });
  const outer = wireSchema(z.object({ theUser: user })) as z.ZodObject;
  expect(outer.shape['the_user']).toBe(wireSchema(user));
});

test('a refusal of a service names its fields as the wire does', () => {
  const refusal = new AppError('CURRENT_PASSWORD_INVALID', {
    fields: { currentPassword: 'CURRENT_PASSWORD_INVALID' },
    params: { attemptsLeft: 2 },
  });
  expect(refusalOnWire(refusal)).toMatchObject({
    code: 'CURRENT_PASSWORD_INVALID',
    fields: { current_password: 'CURRENT_PASSWORD_INVALID' },
    params: { attemptsLeft: 2 },
  });
});
