import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** What one call of the planted npm was told. */
interface NpmCall {
  args: string[];
  folder: string;
  version: string;
  env: NodeJS.ProcessEnv;
}

interface Plan {
  name?: string;
  npm?: keyof typeof npmKinds;
  command?: string;
}

/** `run.mjs` in a project of its own, in a path with a space. Its npm only writes down its calls. */
export function plantProject({ name = 'a b', npm = 'installs', command = 'process.exit(0)' }: Plan = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'qp run-'));
  const folder = join(parent, name);
  for (const path of ['tools/launcher', 'tools/node/package.json'])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  const plant = (path: string, source: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  };
  const become = (kind: keyof typeof npmKinds) => plant('npm/bin/npm-cli.js', npmSource + npmKinds[kind]);
  become(npm);
  for (const path of ['package-lock.json', 'tools/node/package-lock.json']) plant(path, '{}');
  plant('package.json', '{ "type": "module" }');
  plant('npm/package.json', '{}');
  plant('scripts/check.ts', command);
  const read = (path: string) =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : '';
  return {
    folder,
    plant,
    become,
    read,
    run: (args: string[], options: RunOptions = {}) => runIn(folder, args, options),
    npmCalls: () =>
      read('npm-calls')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as NpmCall),
    /** Who holds the lock of the install: the command, then its npm. */
    installing: () => installersOf(join(folder, 'build')),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function installersOf(build: string): number[] {
  const [claim] = existsSync(build)
    ? readdirSync(build).filter((name) => name.startsWith('install.lock'))
    : [];
  if (claim === undefined) return [];
  return Array.from(readlinkSync(join(build, claim)).matchAll(/(\d+)@/g), ([, pid]) => Number(pid));
}

interface RunOptions {
  node?: string;
  env?: NodeJS.ProcessEnv;
  stdio?: StdioOptions;
}

function runIn(
  folder: string,
  args: string[],
  { node = process.execPath, env = {}, stdio = 'pipe' }: RunOptions,
) {
  const child = spawn(node, [join(folder, 'tools', 'launcher', 'run.mjs'), ...args], {
    stdio,
    env: { ...process.env, npm_execpath: join(folder, 'npm', 'bin', 'npm-cli.js'), ...env },
  });
  return { child, ended: whenEnded(child) };
}

async function whenEnded(
  child: ChildProcess,
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

const { optionalDependencies } = JSON.parse(
  readFileSync(join(root, 'tools', 'node', 'package.json'), 'utf8'),
);
const pinnedVersion = String(Object.values(optionalDependencies)[0]);

/** In tools/node it lays down a "pinned Node" that is the tests' own, under the pinned version's name. */
const npmSource = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const root = join(__dirname, '..', '..');
const call = { args: process.argv.slice(2), folder: process.cwd(), version: process.version, env: process.env };
appendFileSync(join(root, 'npm-calls'), JSON.stringify(call) + '\\n');
const bin = join('node_modules', 'node-' + process.platform + '-' + process.arch, 'bin');
const isNode = process.cwd() !== root;
mkdirSync(isNode ? bin : 'node_modules', { recursive: true });
const pinned = '#!/bin/sh\\n[ "$1" = --version ] && echo v${pinnedVersion} || exec "${process.execPath}" "$@"\\n';
if (isNode) writeFileSync(join(bin, 'node'), pinned, { mode: 0o755 });
`;
const npmKinds = {
  installs: '',
  fails: `
console.error('npm error code ENOTFOUND');
console.error('npm error network request failed, reason: getaddrinfo ENOTFOUND');
console.error('npm error A complete log of this run can be found in: somewhere');
process.exit(1);`,
  hangs: 'setInterval(() => {}, 1000);',
  lingers: `
process.on('SIGINT', () => {});
setInterval(() => {}, 1000);
writeFileSync(join(root, 'lingering'), 'yes');`,
};
