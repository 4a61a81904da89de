import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { judge } from './runners.ts';
import { readPlaywrightReport } from './test-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'qp-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a runner that leaves no report is a failure', () => {
  expect(judge('browser', 0, undefined)).toMatchObject({
    failed: [expect.stringContaining('crashed')],
  });
});

test('a runner that ends badly is not believed when it names no failure', () => {
  expect(judge('browser', 1, { passed: 3, failed: [], skipped: [] })).toMatchObject({
    passed: 3,
    failed: [expect.stringContaining('crashed')],
  });
});

test('a run without a single test is a failure', () => {
  expect(judge('browser', 0, { passed: 0, failed: [], skipped: [] })).toMatchObject({
    failed: [expect.stringContaining('no test')],
  });
});

test('a clean run is told as it was', () => {
  const outcome = { passed: 3, failed: [], skipped: ['x: no such browser'] };
  expect(judge('browser', 0, outcome)).toEqual(outcome);
});

test('a journey counts once for each variant, flaky as failed, each with its reason', () => {
  const variant = (status: string, description?: string) => ({
    projectName: 'desktop',
    status,
    results:
      status === 'unexpected' ? [{ error: { message: '\u001b[31mno button\u001b[39m\nat line 3' } }] : [{}],
    annotations: description ? [{ type: 'skip', description }] : [],
  });
  const specs = [
    { title: 'signs in', tests: [variant('expected'), variant('unexpected'), variant('flaky')] },
    { title: 'signs out', tests: [variant('skipped', 'not against a deployment')] },
  ];
  const path = join(folder, 'report.json');
  writeFileSync(
    path,
    JSON.stringify({ suites: [{ suites: [{ specs }] }], errors: [{ message: 'no server' }] }),
  );
  expect(readPlaywrightReport(path)).toEqual({
    passed: 1,
    failed: [
      'signs in (desktop): unexpected, no button',
      'signs in (desktop): flaky, no message given',
      'outside the tests: no server',
    ],
    skipped: ['signs out (desktop): not against a deployment'],
  });
});
