import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** What a runner's report says of its tests; a failed or skipped one is a line with its reason. */
export interface Outcome {
  passed: number;
  failed: string[];
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
  results?: { error?: { message?: string } }[];
  annotations: { type: string; description?: string }[];
}
interface PlaywrightReport {
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
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
    failed: [
      ...failed.map(
        ({ name, status, results = [] }) =>
          `${name}: ${status}, ${messageOf(results.map(({ error }) => error))}`,
      ),
      ...report.errors.map((error) => `outside the tests: ${messageOf([error])}`),
    ],
    skipped: skipped.map(({ name, annotations }) => `${name}: ${reasonOf(annotations)}`),
  };
}

function testsOf(suite: PlaywrightSuite): (PlaywrightTest & { name: string })[] {
  const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map((test) => Object.assign(test, { name: `${title} (${test.projectName})` })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function messageOf(errors: ({ message?: string } | undefined)[]): string {
  return firstLine(errors.find((error) => error?.message)?.message);
}

/** What a runner coloured for a terminal, as plain text; the whole of it stands further up. */
export function firstLine(message = 'no message given'): string {
  return stripVTControlCharacters(message).split('\n', 1)[0] ?? '';
}

function reasonOf(annotations: PlaywrightTest['annotations']): string {
  return annotations.find(({ description }) => description)?.description ?? 'no reason given';
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
