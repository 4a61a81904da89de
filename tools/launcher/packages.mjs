import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { ClearError, runChild, withoutServerSecrets } from './child-process.mjs';
import { withProcessLock } from './process-lock.mjs';

/** Type stripping without a flag arrived in 22.18; odd lines and old patch levels are not tested. */
function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 24) return minor >= 11;
  return major >= 26;
}

/** The path of the Node that runs everything: the running one, else the pinned one of tools/node. */
export async function chooseNode(root) {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const folder = join(root, 'tools', 'node');
  const name = `node-${process.platform}-${process.arch}`;
  const pinned = pinnedVersion(folder, name);
  const path = join(folder, 'node_modules', name, 'bin', 'node');
  await installOnce(root, {
    node: process.execPath,
    folder,
    what: `Node ${pinned} into tools/node (this machine's ${process.versions.node} is too old)`,
    isThere: () => isStamped(folder) && existsSync(path),
    check: () => assertRuns(path, pinned),
  });
  return path;
}

/** `npm ci` when the lock file is not the one that was last installed completely. */
export async function installPackages(root, node) {
  const isThere = () => isStamped(root);
  await installOnce(root, { node, folder: root, what: 'the packages of package-lock.json', isThere });
}

/** Two commands started at once in one folder: the second waits, then finds the work done. */
async function installOnce(root, { isThere, check, ...install }) {
  if (isThere()) return;
  const build = join(root, 'build');
  mkdirSync(build, { recursive: true });
  await withProcessLock(build, { name: 'install', onBusy: sayOnce(), everyMs: 500 }, async (lock) => {
    if (isThere()) return;
    await npmCi({ ...install, root, lock });
    check?.();
    writeStamp(install.folder);
  });
}

function sayOnce() {
  let isSaid = false;
  return (_pid, waitedMs) => {
    if (isSaid || waitedMs < 1000) return;
    isSaid = true;
    process.stdout.write('Waiting for another command that installs in this folder …\n');
  };
}

function pinnedVersion(folder, name) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const version = optionalDependencies[name];
  if (version !== undefined) return version;
  throw new ClearError(
    `Node ${process.versions.node} is too old and there is no packaged one for ${process.platform} ${process.arch}: install Node 24 (https://nodejs.org)`,
  );
}

function assertRuns(path, version) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (stdout?.trim() === `v${version}`) return;
  throw new ClearError(
    `The packaged Node ${version} does not run on this machine: install Node 24 (https://nodejs.org)`,
  );
}

const stampIn = (folder) => join(folder, 'node_modules', '.installed-lock');

/** Whether `node_modules` was completely installed from the lock file as it is now, for this platform. */
function isStamped(folder) {
  return readOrUndefined(stampIn(folder)) === hashOfLock(folder);
}

/** Written aside and renamed: a stamp is whole or absent. */
function writeStamp(folder) {
  const draft = `${stampIn(folder)}.${process.pid}`;
  writeFileSync(draft, hashOfLock(folder));
  renameSync(draft, stampIn(folder));
}

function hashOfLock(folder) {
  const lock = readOrUndefined(join(folder, 'package-lock.json'));
  if (lock === undefined) throw new ClearError(`package-lock.json is missing or unreadable in ${folder}`);
  const hash = createHash('sha256').update(lock).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

function readOrUndefined(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

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

/**
 * npm takes back all it has unpacked, which takes half a minute on a busy machine. The next run begins anew in any
 * case.
 */
const killAfterMs = 2000;

const advice = 'Is the package registry reachable, and this folder writable?';

/** Installs `folder` from its lock file under the given Node, saying what it does. */
async function npmCi({ root, node, folder, lock, what }) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  process.stdout.write(`Installing ${what} …\n`);
  rmSync(stampIn(folder), { force: true });
  const progress = setInterval(() => process.stdout.write(`  still installing, ${seconds()}\n`), 5000);
  const output = [];
  const exitCode = await runChild(node, [npmCli(), 'ci', ...flags, ...cacheFlags(root)], {
    cwd: folder,
    env: withoutServerSecrets(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    onOutput: (text) => output.push(text),
    // It outlives a killed command, and nobody may install beside it.
    onStart: (pid) => lock.share(pid),
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

/** An account without a home it may write to, `nobody` say, keeps what npm fetches in this project. */
function cacheFlags(root) {
  const cache = process.env.npm_config_cache;
  return !cache || isWritable(cache) ? [] : [`--cache=${join(root, 'build', 'npm-cache')}`];
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The packages made for this platform that an install left out. They are optional, so npm ends well without them when
 * the network fails. What is missing would only be found when it is needed.
 */
function missingPackages(folder) {
  const { packages = {} } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => isForThisPlatform(entry) && !existsSync(join(folder, path, 'package.json')))
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
}

function isForThisPlatform({ os, cpu, libc }) {
  if (!os || !cpu) return false;
  return (
    os.includes(process.platform) && cpu.includes(process.arch) && (!libc || libc.includes(libcFamily()))
  );
}

function libcFamily() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}
