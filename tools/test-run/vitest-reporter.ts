import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { firstLine, type Outcome } from './test-reports.ts';

/** Vitest's own JSON leaves out why a test was skipped. A file that does not load counts as one failure. */
export function outcomeReporter(path: string): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const outcome: Outcome = {
        passed: tests.filter((test) => test.result().state === 'passed').length,
        failed: [
          ...tests.filter((test) => test.result().state === 'failed').map(failureOf),
          ...modules.filter(isBroken).map(brokenFile),
          ...unhandledErrors.map(({ message }) => `outside the tests: ${firstLine(message)}`),
        ],
        skipped: tests.filter((test) => isSkipped(test)).map((test) => `${test.fullName}: ${reasonOf(test)}`),
      };
      writeFileSync(path, JSON.stringify(outcome));
    },
  };
}

function failureOf(test: TestCase): string {
  const { errors = [] } = test.result();
  return `${test.module.relativeModuleId} › ${test.fullName}: ${firstLine(errors[0]?.message)}`;
}

function brokenFile(module: TestModule): string {
  return `${module.relativeModuleId}: ${firstLine(module.errors()[0]?.message)}`;
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
