import { expect, test } from 'vitest';
import { AppError, fieldError, unavailable } from '#server/errors/app-error.ts';
import { toProblem } from '#server/errors/problem.ts';
import { errorCatalog, type ErrorCode } from '#shared/errors.ts';
import { locales } from '#shared/locales.ts';

/** A route is no batch. */
const codes = (Object.keys(errorCatalog) as ErrorCode[]).filter((code) => code !== 'BATCH_REFUSED');
const cases = locales.flatMap((language) => codes.map((code) => ({ language, code })));

test.each(cases)('a problem of $code has a sentence in $language', ({ language, code }) => {
  const params = Object.fromEntries(errorCatalog[code].params.map((name) => [name, 5]));
  const { detail } = toProblem(new AppError(code, { params }), language);
  expect(detail).toMatch(language === 'ru' ? /^[А-ЯЁ]/ : /^[A-Z]/);
  expect(detail).toMatch(/\.$/);
  expect(detail).not.toMatch(/\{\{|undefined|page|страниц|form again|форму/);
});

test.each([
  [1, 'Слишком много попыток. Попробуйте снова через 1 секунду.'],
  [3, 'Слишком много попыток. Попробуйте снова через 3 секунды.'],
  [5, 'Слишком много попыток. Попробуйте снова через 5 секунд.'],
])('a wait of %i seconds is told in its Russian plural form', (retryAfterSeconds, detail) => {
  const refusal = new AppError('RATE_LIMITED', { params: { retryAfterSeconds } });
  expect(toProblem(refusal, 'ru')).toMatchObject({ detail, retry_after_seconds: retryAfterSeconds });
});

test.each([
  ['INVALID_CREDENTIALS', { attemptsLeft: 0 }, 'That was the last attempt'],
  ['INVALID_CREDENTIALS', { attemptsLeft: 2 }, '2 attempts left'],
  ['ACCOUNT_DISABLED', { deletedUntil: '2026-12-13T10:00:00.000Z' }, 'erased on December 13, 2026'],
  ['SESSION_REVOKED', { because: 'limit' }, 'Too many sessions were open'],
  ['SESSION_REVOKED', { because: 'a reason of a newer build' }, 'Your session was ended'],
  ['SESSION_REVOKED', { because: '__proto__' }, 'Your session was ended'],
  ['VALIDATION_FAILED', { see: 'account.changeEmail' }, 'by the call account.changeEmail'],
] as const)('a problem of %s with %o says so', (code, params, words) => {
  expect(toProblem(new AppError(code, { params }), 'en').detail).toContain(words);
});

test('a problem has the members of RFC 9457, the code, the fields and the parameters in snake_case', () => {
  const { request_id: requestId, ...problem } = toProblem(fieldError('EMAIL_TAKEN', 'email'), 'en');
  expect(requestId).toBe('none');
  expect(problem).toEqual({
    type: '/api/docs#EMAIL_TAKEN',
    title: 'Email taken',
    status: 409,
    detail: expect.stringContaining('This email is taken.'),
    code: 'EMAIL_TAKEN',
    fields: { email: 'EMAIL_TAKEN' },
  });
  expect(toProblem(unavailable(2), 'en')).toMatchObject({ status: 503, retry_after_seconds: 2 });
});

test('a problem of a bug tells nothing of it', () => {
  const problem = JSON.stringify(toProblem(new Error('select * from users'), 'en'));
  expect(problem).toContain('UNEXPECTED');
  expect(problem).not.toContain('select');
});
