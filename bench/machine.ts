import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import pg from 'pg';
import { rootFolder } from '#server/config.ts';
import { limitsOfTheRun } from './processes/limits-of-the-run.ts';
import type { Settings } from './settings.ts';

/** The machine and versions of a run, so that a reader can explain different results. */
export async function describeMachine(
  postgres: { url: string; isEmbedded: boolean },
  { settings, loadBefore }: { settings: Settings; loadBefore: number },
): Promise<[what: string, value: string][]> {
  const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
  return [
    ['commit', commit()],
    ['cores', `${availableParallelism()} × ${cpus()[0]?.model.trim() || 'unknown'}, ${gibibytes} GiB`],
    ['Node.js', process.version],
    ['PostgreSQL', await describePostgres(postgres)],
    ['load of the machine (1 minute)', `${loadBefore.toFixed(2)} before, ${loadNow().toFixed(2)} at the end`],
    ['rounds', `${settings.rounds}, of ${settings.seconds} s (sign-ins ${settings.signInSeconds} s)`],
    [
      'limits',
      Object.entries(limitsOfTheRun)
        .map(([name, value]) => `\`${name}=${value}\``)
        .join(' '),
    ],
  ];
}

/** The average number of threads that wanted to run, over the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

function commit(): string {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: rootFolder, encoding: 'utf8' }).stdout?.trim();
  const changed = git(
    'status',
    '--porcelain',
    '--',
    'server',
    'shared',
    'bench',
    'migrations',
    'package-lock.json',
  );
  return `${git('rev-parse', '--short', 'HEAD') || 'unknown'}${changed ? ' and changes' : ''}`;
}

async function describePostgres({ url, isEmbedded }: { url: string; isEmbedded: boolean }): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const names = ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers'];
    const { rows } = await client.query(
      `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
    );
    const [version, ...settings] = names.map((name) => [name, rows[0][name]] as const);
    const from = isEmbedded ? 'embedded, on the same cores' : 'given by `DATABASE_URL`';
    return `${version?.[1]}, ${from}, ${settings.map(([name, value]) => `\`${name}=${value}\``).join(' ')}`;
  } finally {
    await client.end();
  }
}
