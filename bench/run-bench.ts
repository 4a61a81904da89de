import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { rootFolder } from '#server/root-folder.ts';
import { createPasswords, soleClaimant } from '#server/security/passwords.ts';
import { createClosers, type Closers } from '#tools/app/closers.ts';
import { runQuietly } from '#tools/app/quiet-child.ts';
import type { Figure, Table } from './bench.ts';
import { createPeopleDatabase } from './database/people.ts';
import { startLoadGenerator } from './processes/load-generator.ts';
import { startServerProcess } from './server-process.ts';
import type { Settings } from './settings.ts';

interface Run {
  readonly postgresUrl: string;
  readonly settings: Settings;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly say: (line: string) => void;
  /** Aborts the run, which then rejects, and ends all it started. */
  readonly signal?: AbortSignal;
}

const password = 'the password of everybody here';

/** Measures the figures in turn against one server and one load generator. */
export async function runBench(run: Run): Promise<Table[]> {
  const closers = createClosers();
  const stopped = new Promise<never>((_resolve, reject) => {
    run.signal?.addEventListener('abort', () => reject(new Error('stopped')));
  });
  try {
    return await Promise.race([measure(run, closers), stopped]);
  } finally {
    await closers.closeAll();
  }
}

async function measure({ postgresUrl, settings, figures, say }: Run, closers: Closers): Promise<Table[]> {
  await gatherServer();
  const storedPassword = await store(password);
  say(`making ${settings.fewUsers} people`);
  const people = await createPeopleDatabase(postgresUrl, {
    users: settings.fewUsers,
    storedPassword,
    closers,
  });
  const server = await startServerProcess(people.url, randomBytes(32).toString('base64url'));
  closers.add(() => server.stop());
  const load = startLoadGenerator();
  closers.add(() => load.stop());
  const bench = { settings, postgresUrl, people, server, load, password, storedPassword, say, closers };
  const tables: Table[] = [];
  for (const [name, figure] of Object.entries(figures)) {
    say(name);
    tables.push(...(await figure(bench)));
  }
  return tables;
}

/** The server as the image has it. */
async function gatherServer(): Promise<void> {
  const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = [vite, 'build', '--config', 'vite.server.config.ts'];
  const { exitCode, output } = await runQuietly(build, { cwd: rootFolder });
  if (exitCode !== 0) throw new Error(`the server could not be gathered: ${output}`);
}

/** Hashes as the server does, at its default cost. */
async function store(text: string): Promise<string> {
  const passwords = createPasswords({ threads: 1 });
  try {
    return await passwords.acquire(soleClaimant).hash(text);
  } finally {
    await passwords.close();
  }
}
