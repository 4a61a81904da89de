import type { BrowserContext } from '@playwright/test';

export interface PageWatch {
  /** Chromium logs every 4xx and 5xx answer as a console error: a journey names those it means to cause. */
  expectConsoleError(pattern: RegExp): void;
  /** Everything that happened in the pages and should not have. */
  problems(): string[];
}

/** Collects CSP violations, console errors and uncaught errors of every page of the context. */
export async function watchPages(context: BrowserContext): Promise<PageWatch> {
  const problems: { kind: string; text: string }[] = [];
  const expected: RegExp[] = [];
  context.on('weberror', (error) => problems.push({ kind: 'uncaught', text: error.error().message }));
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    problems.push({ kind: 'console', text: `${message.text()} ${message.location().url}` });
  });
  await context.exposeBinding('qpReportViolation', (_source, text: string) => {
    problems.push({ kind: 'csp', text });
  });
  await context.addInitScript(reportViolations);
  return {
    expectConsoleError: (pattern) => void expected.push(pattern),
    problems: () =>
      problems
        .filter(({ kind, text }) => kind !== 'console' || !expected.some((pattern) => pattern.test(text)))
        .map(({ kind, text }) => `${kind}: ${text}`),
  };
}

/** Runs in the page, before anything of the app. */
function reportViolations(): void {
  const page = globalThis as unknown as {
    qpReportViolation(text: string): void;
    addEventListener(
      type: string,
      listener: (event: { violatedDirective: string; blockedURI: string }) => void,
    ): void;
  };
  page.addEventListener('securitypolicyviolation', (event) => {
    page.qpReportViolation(`${event.violatedDirective} blocked ${event.blockedURI}`);
  });
}
