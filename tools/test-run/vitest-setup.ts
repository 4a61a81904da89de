import { afterEach, beforeEach } from 'vitest';

let errors: string[] = [];
beforeEach(() => {
  errors = [];
});
// oxlint-disable-next-line no-console -- the one place that watches it: an error nobody expected fails the test
console.error = (...parts: unknown[]) => void errors.push(parts.map(String).join(' '));
afterEach(() => {
  if (errors.length > 0) throw new Error(`console.error was called: ${errors.join('; ')}`);
});
