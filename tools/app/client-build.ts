import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEnvironment } from '#tools/launcher/child-process.mjs';
import { identityOf } from '#tools/launcher/process-lock.mjs';
import { runQuietly } from './quiet-child.ts';
import { hashClientSources } from './source-hash.ts';

interface BuildOptions {
  root: string;
  say: (line: string) => void;
  signal?: AbortSignal;
}

/**
 * Builds the client unless the folder holds the build of these very sources; answers that folder. The build goes into
 * a folder aside and changes places at the end. An interrupted one leaves the last good build or none.
 */
export async function buildClient({ root, say, signal }: BuildOptions): Promise<string> {
  const pages = join(root, 'client', 'dist');
  const hash = hashClientSources(root);
  if (readStamp(pages) === hash) return pages;
  say('Building the client …');
  const startedAt = Date.now();
  removeAbandonedDrafts(join(root, 'build'));
  const draft = join(root, 'build', `client-${process.pid}`);
  try {
    await runVite(root, draft, signal);
    writeFileSync(stampOf(draft), hash);
    swap(draft, pages);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`  built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return pages;
}

/** A killed build leaves its draft, named after its process. */
function removeAbandonedDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = /^client-(\d+)/.exec(name)?.[1];
    if (pid && identityOf(Number(pid)) === undefined)
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** A name that begins with a dot is never served. */
const stampOf = (folder: string) => join(folder, '.sources');

function readStamp(folder: string): string | undefined {
  return existsSync(stampOf(folder)) ? readFileSync(stampOf(folder), 'utf8') : undefined;
}

async function runVite(root: string, outDir: string, signal: AbortSignal | undefined): Promise<void> {
  mkdirSync(outDir, { recursive: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { exitCode, output } = await runQuietly([vite, 'build', '--outDir', outDir, '--emptyOutDir'], {
    cwd: root,
    env: { ...buildEnvironment(process.env), NODE_ENV: 'production', NO_COLOR: '1' },
    ...(signal && { signal }),
  });
  if (exitCode !== 0)
    throw new Error(`The client could not be built: ${reasonIn(output)} (npm run build tells more)`);
}

/** Vite announces the failure, then names the file and the reason, then gives a stack. */
function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const begin = lines.findIndex((line) => /error during build|build failed/i.test(line));
  const told = lines
    .slice(Math.max(begin, 0))
    .filter((line) => line && !/^(✗|error during|build failed)/i.test(line));
  const reason = told.slice(0, 2).filter((line) => !line.startsWith('at '));
  return reason.join(' ') || 'vite ended without a reason';
}

function swap(draft: string, pages: string): void {
  const old = `${draft}-old`;
  if (existsSync(pages)) renameSync(pages, old);
  renameSync(draft, pages);
  rmSync(old, { recursive: true, force: true });
}
