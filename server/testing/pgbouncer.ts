import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '#tools/app/port-probe.ts';

export interface RunningPgBouncer {
  /** The same database, through the pooler. */
  readonly url: string;
  close(): Promise<void>;
}

/** Debian keeps it where ordinary accounts do not look. */
const environment = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };

/** Why nothing can be tried through PgBouncer here, or null when it can. */
export function pgBouncerAbsence(): string | null {
  const { error } = spawnSync('pgbouncer', ['--version'], { env: environment });
  return error ? 'pgbouncer is not installed here' : null;
}

/** PgBouncer handing out connections for a transaction each; `settings` are more or other lines of its section. */
export async function startPgBouncer(
  databaseUrl: string,
  settings: string[] = [],
): Promise<RunningPgBouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'quantpulse-pgbouncer-'));
  const port = await freePort();
  const { hostname, port: number, searchParams, username, password } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? hostname;
  const user = searchParams.get('user') ?? username;
  const file = join(folder, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=${host} port=${number || 5432} user=${user}${password && ` password=${password}`}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    ...(settings.some((line) => line.startsWith('pool_mode')) ? [] : ['pool_mode = transaction']),
    ...settings,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(folder, 0o755);
  // It refuses root, and only the cluster's own account reaches its socket.
  const { uid, gid } = statSync(host.startsWith('/') ? host : folder);
  const pgbouncer = spawn('pgbouncer', [file], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(process.getuid?.() === 0 && { uid, gid }),
  });
  await listening(pgbouncer);
  return {
    url: `postgresql://${user}@127.0.0.1:${port}${new URL(databaseUrl).pathname}`,
    async close() {
      const ended = once(pgbouncer, 'close');
      pgbouncer.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function listening({ stderr }: ChildProcess): Promise<void> {
  if (!stderr) throw new Error('the output of pgbouncer is not piped');
  let said = '';
  for await (const line of createInterface(stderr)) {
    said += line;
    if (line.includes('process up')) return void stderr.resume();
  }
  throw new Error(`pgbouncer ended: ${said}`);
}
