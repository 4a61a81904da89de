import { existsSync, readFileSync } from 'node:fs';

/** What a runner's report says of its tests; a skipped one is named with its reason. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: string[];
}

/** The report of `vitest-reporter.ts`; undefined when the runner left none, which is a crash. */
export function readVitestReport(path: string): Outcome | undefined {
  return readJson(path) as Outcome | undefined;
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: PlaywrightTest[] }[];
}
interface PlaywrightTest {
  projectName: string;
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  annotations: { type: string; description?: string }[];
}
interface PlaywrightReport {
  suites: PlaywrightSuite[];
  errors: unknown[];
}

/** An error outside any test, such as a failing global setup, counts as one failure; so does a flaky test. */
export function readPlaywrightReport(path: string): Outcome | undefined {
  const report = readJson(path) as PlaywrightReport | undefined;
  if (!report) return undefined;
  const tests = report.suites.flatMap(testsOf);
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  return {
    passed: tests.length - skipped.length - failed.length,
    failed: failed.length + report.errors.length,
    skipped: skipped.map(({ name, annotations }) => `${name}: ${reasonOf(annotations)}`),
  };
}

function testsOf(suite: PlaywrightSuite): (PlaywrightTest & { name: string })[] {
  const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map((test) => Object.assign(test, { name: `${title} (${test.projectName})` })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function reasonOf(annotations: PlaywrightTest['annotations']): string {
  return annotations.find(({ description }) => description)?.description ?? 'no reason given';
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
