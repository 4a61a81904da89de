import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetWait, keepWait, keptWait } from '#client/forms/kept-wait.ts';

const now = Date.parse('2026-11-29T10:00:00Z');
const failure = {
  kind: 'refusal',
  code: 'INVALID_CREDENTIALS',
  params: { attemptsLeft: 0 },
  fields: {},
  requestId: 'request-1',
  retryAt: now + 60_000,
} as const;
const wait = { subject: 'anna@example.org', failure };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a wait that is over, or that something else wrote, is no wait', () => {
  keepWait('sign-in', wait);
  expect(keptWait('sign-in', now + 60_000)).toBeNull();
  for (const text of ['{', '7', '{"subject":"anna"}', '{"subject":"anna","failure":{"kind":"refusal"}}']) {
    sessionStorage.setItem('qp-wait-sign-in', text);
    expect(keptWait('sign-in', now)).toBeNull();
  }
});

test('a browser that denies its storage keeps no wait, and nothing breaks', () => {
  const deny = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('sessionStorage', { getItem: deny, setItem: deny, removeItem: deny });
  keepWait('sign-in', wait);
  forgetWait('sign-in');
  expect(keptWait('sign-in', now)).toBeNull();
});

test('a wait is read again in its own place until it is forgotten', () => {
  keepWait('sign-in', wait);
  expect(keptWait('sign-in', now)).toEqual(wait);
  expect(keptWait('password', now)).toBeNull();
  forgetWait('sign-in');
  expect(keptWait('sign-in', now)).toBeNull();
});
