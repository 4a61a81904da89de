import { TRPCClientError } from '@trpc/client';
import { afterEach, expect, test, vi } from 'vitest';
import { failureOf } from '#client/lib/failure.ts';

function answer(app: unknown) {
  const data = { code: 'BAD_REQUEST', httpStatus: 400, app };
  return TRPCClientError.from({ error: { code: -32600, message: 'X', data } });
}

afterEach(() => void vi.useRealTimers());

test('a code of a newer server is told by its request id', () => {
  expect(failureOf(answer({ code: 'NOT_INVENTED', requestId: 'request-1' }))).toEqual({
    kind: 'unknown',
    requestId: 'request-1',
  });
});

test('an answer without our part is unknown, not a lost connection', () => {
  expect(failureOf(answer(undefined))).toEqual({ kind: 'unknown', requestId: null });
});

test('a fault of the page itself is unknown, not a lost connection', () => {
  expect(failureOf(new TypeError('x is not a function'), false)).toEqual({
    kind: 'unknown',
    requestId: null,
  });
});

test.each([
  [true, 'unreachable'],
  [false, 'offline'],
])('no answer while the browser says onLine: %s is %s', (isOnline, kind) => {
  expect(failureOf(TRPCClientError.from(new TypeError('Failed to fetch')), isOnline)).toEqual({ kind });
});

test('a refusal keeps its code, parameters, fields and request id, and knows when its wait ends', () => {
  vi.useFakeTimers({ now: 0 });
  const app = {
    code: 'RATE_LIMITED',
    params: { retryAfterSeconds: 21 },
    fields: { email: 'INVALID' },
    requestId: 'request-2',
  };

  expect(failureOf(answer(app))).toEqual({ kind: 'refusal', ...app, retryAt: 21_000 });
});
