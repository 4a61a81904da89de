import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { complain, print } from '#server/cli/terminal.ts';
import { auditedPages } from '#tools/audit-web/audited-pages.ts';
import { profile, visit, type Visit } from '#tools/audit-web/measure-page.ts';
import { lineOf, table } from '#tools/audit-web/report.ts';
import { startApp } from '../e2e/support/app.ts';
import { findBrowser } from '../e2e/support/browser.ts';

try {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1 on');
  await audit(runs);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

async function audit(runs: number): Promise<void> {
  const { browser: found, remove } = await findBrowser();
  const app = await startApp('audit-web');
  const browser = await chromium.launch(found.options);
  try {
    print(
      `${found.name}, ${profile.cpuSlowdown} times slower, 1.6 Mbit/s, 150 ms, in Russian, nothing cached;`,
    );
    print(`medians of ${runs} visits. KB are bodies as they were sent.\n`);
    const lines: (readonly string[])[] = [];
    for (const page of auditedPages) {
      const visits: Visit[] = [];
      for (let run = 0; run < runs; run += 1) visits.push(await visit(browser, app.url, page));
      lines.push(lineOf(page.path, visits));
    }
    print(table(lines));
  } finally {
    await browser.close();
    await app.stop();
    await remove();
  }
}
