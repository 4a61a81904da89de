import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withoutServerSecrets } from './child-environment.mjs';
import { ClearError } from './clear-error.mjs';
import { missingPackages } from './missing-packages.mjs';
import { cacheFlags } from './npm-cache.mjs';
import { runChild } from './run-child.mjs';
import { removeStamp } from './stamp.mjs';

/** Flags beat the environment and every .npmrc: `NODE_ENV=production` or `omit=dev` there must not thin this out. */
const flags = [
  '--include=dev',
  '--include=optional',
  '--include=peer',
  '--ignore-scripts',
  '--no-dry-run',
  '--no-global',
  '--no-engine-strict',
  '--package-lock',
  '--no-package-lock-only',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
  '--loglevel=error',
];

/** npm takes back all it has unpacked, half a minute on a busy machine; the next run begins anew in any case. */
const killAfterMs = 2000;

const advice = 'Is the package registry reachable, and this folder writable?';

/** Installs `folder` from its lock file under the given Node, saying what it does. */
export async function npmCi({ node, folder, holder, what }) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  process.stdout.write(`Installing ${what} …\n`);
  removeStamp(folder);
  const progress = setInterval(() => process.stdout.write(`  still installing, ${seconds()}\n`), 5000);
  const output = [];
  const exitCode = await runChild(node, [npmCli(), 'ci', ...flags, ...cacheFlags()], {
    cwd: folder,
    env: withoutServerSecrets(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    onOutput: (text) => output.push(text),
    onStart: (pid) => holder.add(pid),
    killAfterMs,
  }).finally(() => clearInterval(progress));
  if (exitCode !== 0) throw new ClearError(failureLine(what, exitCode, output.join('')), exitCode);
  const missing = missingPackages(folder);
  if (missing.length > 0)
    throw new ClearError(`Could not install ${what}: ${missing.join(', ')} did not come. ${advice}`);
  process.stdout.write(`  installed in ${seconds()}\n`);
}

/** npm tells the code and the reason on its first lines; the rest is advice about logs. */
function failureLine(what, exitCode, output) {
  if (exitCode > 128 || output.includes('process terminated'))
    return `Interrupted while installing ${what}; the next run starts it again`;
  const lines = [...output.matchAll(/^npm (?:error|ERR!) (.+)$/gm)].map(([, text]) => text.trim());
  const code = lines.find((line) => line.startsWith('code '))?.slice('code '.length);
  const reason = lines.find((line) => !/^(code|errno|syscall|path|type|dest) /.test(line));
  const detail = [code, reason].filter(Boolean).join(': ') || `npm ended with exit code ${exitCode}`;
  return `Could not install ${what}: ${detail}. ${advice}`;
}

/** The npm that runs us, else the one on PATH; always a script, so that the chosen Node runs it. */
function npmCli() {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const candidates = [process.env.npm_execpath, ...onPath].filter((path) => path && existsSync(path));
  const cli = candidates.map((path) => realpathSync(path)).find((path) => /npm-cli\.c?js$/.test(path));
  if (cli === undefined) throw new ClearError('npm is not on PATH; it comes with Node (https://nodejs.org)');
  return cli;
}
