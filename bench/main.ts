import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rootFolder } from '#server/config.ts';
import { complain, print, say } from '#server/cli/terminal.ts';
import { stopRequest } from '#tools/app/stop-request.ts';
import type { Figure } from './bench.ts';
import { openBenchPostgres } from './database/bench-postgres.ts';
import { figures } from './figures.ts';
import { besideCheckouts } from './figures/checkouts.ts';
import { describeMachine, loadNow } from './machine.ts';
import { reportOf } from './report.ts';
import { runBench } from './run-bench.ts';
import { fullSettings, quickSettings } from './settings.ts';

/** Between these two lines of docs/benchmarks.md stand the results of the last `--write`. */
const begin = '<!-- measured: written by `npm run bench -- --write` -->';
const end = '<!-- end of measured -->';

async function main(signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
      against: { type: 'string', multiple: true },
    },
  });
  if (values.against && values.write) throw new Error('--against is for looking: it writes nothing');
  const chosen = values.against ? { checkouts: besideCheckouts(values.against) } : choose(values.only);
  const settings = values.quick ? quickSettings : fullSettings;
  const loadBefore = loadNow();
  const postgres = await openBenchPostgres(say);
  try {
    const tables = await runBench({
      postgresUrl: postgres.url,
      settings,
      figures: chosen,
      say,
      signal,
    });
    const report = reportOf(await describeMachine(postgres, { settings, loadBefore }), tables);
    print(report);
    if (values.write) writeReport(report);
  } finally {
    await postgres.close();
  }
}

function choose(only: string | undefined): Readonly<Record<string, Figure>> {
  if (only === undefined) return figures;
  const names = only.split(',');
  const unknown = names.find((name) => !Object.hasOwn(figures, name));
  if (unknown !== undefined)
    throw new Error(`Unknown figure "${unknown}"; one of: ${Object.keys(figures).join(', ')}`);
  return Object.fromEntries(Object.entries(figures).filter(([name]) => names.includes(name)));
}

function writeReport(report: string): void {
  const file = join(rootFolder, 'docs/benchmarks.md');
  const text = readFileSync(file, 'utf8');
  const [before, after] = [text.split(begin)[0], text.split(end)[1]];
  if (after === undefined) throw new Error(`${file} has no place for the figures`);
  writeFileSync(file, `${before}${begin}\n\n${report}\n\n${end}${after}`);
}

const signal = stopRequest();
try {
  await main(signal);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
process.exit();
