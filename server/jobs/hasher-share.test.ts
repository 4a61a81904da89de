import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startHasherShare } from '#server/jobs/timers.ts';
import { createLogger } from '#server/logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A job over a count that gives these outcomes in turn, the last one for ever. */
async function startWith(...outcomes: (boolean | Error)[]) {
  const lines: string[] = [];
  const log = createLogger('warn', { write: (line) => void lines.push(line) });
  let counted = 0;
  const refresh = () => {
    const outcome = outcomes[Math.min(counted, outcomes.length - 1)];
    counted += 1;
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome ?? true);
  };
  const stop = await startHasherShare({ refresh, hasherOfNobody: () => 'bcrypt' }, log);
  return { stop, lines, count: () => counted };
}

test('the accounts of each hasher are counted at the start and each minute until the stop', async () => {
  const { stop, count } = await startWith(true);
  expect(count()).toBe(1);
  await vi.advanceTimersByTimeAsync(119_000);
  expect(count()).toBe(2);
  await stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(count()).toBe(2);
});

test('the start waits for the first count', async () => {
  const counted = Promise.withResolvers<boolean>();
  let isStarted = false;
  const share = { refresh: () => counted.promise, hasherOfNobody: () => 'bcrypt' as const };
  const started = startHasherShare(share, createLogger('silent')).finally(() => (isStarted = true));
  await vi.advanceTimersByTimeAsync(1000);
  expect(isStarted).toBe(false);
  counted.resolve(true);
  await (
    await started
  )();
});

test('a count that fails does not stop the start, is told once, and is soon repeated', async () => {
  const away = new Error('away');
  const { stop, lines, count } = await startWith(away, away, away, true);
  await vi.advanceTimersByTimeAsync(6000);
  expect(count()).toBe(4);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('could not be counted');
  await vi.advanceTimersByTimeAsync(59_000);
  expect(count()).toBe(4);
  await stop();
});

test('passwords that this Node cannot check are told of once', async () => {
  const { stop, lines } = await startWith(false, false, true, false);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('they need Node 24.7 or newer');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(lines).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines).toHaveLength(2);
  await stop();
});
