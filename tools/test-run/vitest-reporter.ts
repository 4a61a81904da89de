import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Outcome } from './test-reports.ts';

/** Vitest's own JSON leaves out why a test was skipped. A file that does not load counts as one failure. */
export function outcomeReporter(path: string): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const failed = tests.filter((test) => test.result().state === 'failed').length;
      const outcome: Outcome = {
        passed: tests.filter((test) => test.result().state === 'passed').length,
        failed: failed + modules.filter(isBroken).length + unhandledErrors.length,
        skipped: tests.filter((test) => isSkipped(test)).map((test) => `${test.fullName}: ${reasonOf(test)}`),
      };
      writeFileSync(path, JSON.stringify(outcome));
    },
  };
}

function isBroken(module: TestModule): boolean {
  return module.state() === 'failed' && [...module.children.allTests('failed')].length === 0;
}

function isSkipped(test: TestCase): boolean {
  const { state } = test.result();
  return state !== 'passed' && state !== 'failed';
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === 'skipped' && result.note) || 'no reason given';
}
