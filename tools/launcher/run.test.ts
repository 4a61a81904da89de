import { closeSync, openSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { plantProject } from '#tools/launcher/testing/planted-project.ts';

let project: ReturnType<typeof plantProject>;
const plant = (options?: Parameters<typeof plantProject>[0]) => (project = plantProject(options));
afterEach(() => project.remove());

const until = (isSo: () => void) => vi.waitFor(isSo, { timeout: 10_000, interval: 20 });

test('a command nobody knows ends with one line and installs nothing', async () => {
  plant();
  const { exitCode, stderr } = await project.run(['deploy']).ended;
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Unknown command "deploy"; one of: start, .*\n$/);
  expect(project.npmCalls()).toEqual([]);
});

test('an argument that a command would ignore is refused before anything is installed', async () => {
  plant();
  const { exitCode, stderr } = await project.run(['start', '--port', '8080']).ended;
  expect(exitCode).toBe(1);
  expect(stderr).toBe('"npm start" takes no arguments, and was given: --port 8080\n');
  expect(project.npmCalls()).toEqual([]);
});

test.each(['a#b', 'what?', '*star', 'two\nlines'])(
  'a folder that a tool cannot bear is named before anything is installed: %j',
  async (name) => {
    plant({ name });
    const { exitCode, stderr } = await project.run(['check']).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^The path of this folder has "[^"]+" in it \(.*\): .*\. Rename or move it\n$/);
    expect(project.npmCalls()).toEqual([]);
  },
);

test.each(['.apps', 'a$b', 'кот 🐈', 'a%20b', `it's "b" \`c\``, 'a:b'])(
  'a command runs in a folder named %j',
  async (name) => {
    plant({ name, command: "process.stdout.write('ran')" });
    const { exitCode, stdout } = await project.run(['check']).ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ran$/);
  },
);

test('npm is given no secret of the server', async () => {
  plant();
  const env = { AUTH_SECRET: 'planted', DATABASE_URL_FILE: 'planted', NPM_TOKEN: 'kept' };
  await project.run(['check'], { env }).ended;
  const [call] = project.npmCalls();
  expect(Object.values(call?.env ?? {})).not.toContain('planted');
  expect(call?.env).toMatchObject({ NPM_TOKEN: 'kept' });
});

test('a command whose output nobody takes runs all the same', async () => {
  plant({ command: "import { writeFileSync } from 'node:fs'; writeFileSync('ran', 'yes');" });
  const full = openSync('/dev/full', 'w');
  const { ended } = project.run(['check'], { stdio: ['ignore', full, full] });
  const exitCode = await ended.then((outcome) => outcome.exitCode);
  closeSync(full);
  expect(exitCode).toBe(0);
  expect(project.read('ran')).toBe('yes');
});

test('an operator without a network is told in one line, and the next run tries again', async () => {
  plant({ npm: 'fails' });
  const { exitCode, stderr } = await project.run(['check']).ended;
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Could not install the packages .*ENOTFOUND: network request failed.*\n$/);
  project.become('installs');
  expect((await project.run(['check']).ended).exitCode).toBe(0);
  expect(project.npmCalls()).toHaveLength(2);
});

test('a package of this platform that npm left out is missed at once, not when it is needed', async () => {
  plant();
  const made = { optional: true, os: [process.platform], cpu: [process.arch] };
  const packages = { 'node_modules/made-for-us': made, 'node_modules/for-others': { ...made, os: ['aix'] } };
  project.plant('package-lock.json', JSON.stringify({ packages }));
  const { exitCode, stderr } = await project.run(['check']).ended;
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Could not install the packages .*: made-for-us did not come\..*\n$/);
  expect((await project.run(['check']).ended).exitCode).toBe(1);
});

test('an install that was interrupted is begun again', async () => {
  plant({ npm: 'hangs' });
  const { child, ended } = project.run(['check']);
  await until(() => expect(project.npmCalls()).toHaveLength(1));
  child.kill('SIGTERM');
  const { exitCode, stderr } = await ended;
  expect(exitCode).toBe(143);
  expect(stderr).toMatch(/^Interrupted while installing .*\n$/);
  project.become('installs');
  expect((await project.run(['check']).ended).exitCode).toBe(0);
  expect(project.npmCalls()).toHaveLength(2);
});

test('an npm that is slow to tidy up does not hold up who interrupts it', async () => {
  plant({ npm: 'lingers' });
  const { child, ended } = project.run(['check']);
  await until(() => expect(project.read('lingering')).toBe('yes'));
  child.kill('SIGINT');
  const { exitCode, stderr } = await ended;
  expect(exitCode).toBe(137);
  expect(stderr).toMatch(/^Interrupted while installing .*\n$/);
});

test('a command killed while its npm runs on makes the next one wait, not install beside it', async () => {
  plant({ npm: 'hangs' });
  const first = project.run(['check']);
  await until(() => expect(project.npmCalls()).toHaveLength(1));
  await until(() => expect(project.installing()).toHaveLength(2));
  const [, npm = 0] = project.installing();
  first.child.kill('SIGKILL');
  project.become('installs');
  const second = project.run(['check']);
  const waiting = new Promise((resolve) =>
    second.child.stdout?.once('data', (chunk) => resolve(String(chunk))),
  );
  expect(await waiting).toContain('Waiting for another command');
  expect(project.npmCalls()).toHaveLength(1);
  process.kill(npm, 'SIGKILL');
  expect((await second.ended).exitCode).toBe(0);
  expect(project.npmCalls()).toHaveLength(2);
});

test('two commands at once install once', async () => {
  plant();
  const ends = await Promise.all([project.run(['check']).ended, project.run(['check']).ended]);
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(project.npmCalls()).toHaveLength(1);
});

test('the packages are installed once for each lock file, development ones in production too', async () => {
  plant();
  await project.run(['check'], { env: { NODE_ENV: 'production', npm_config_omit: 'dev' } }).ended;
  await project.run(['check']).ended;
  expect(project.npmCalls().map(({ folder }) => folder)).toEqual([project.folder]);
  expect(project.npmCalls()[0]?.args).toEqual(
    expect.arrayContaining(['ci', '--include=dev', '--ignore-scripts']),
  );
  project.plant('package-lock.json', '{ "packages": {} }');
  await project.run(['check']).ended;
  expect(project.npmCalls()).toHaveLength(2);
});

test('an account that may not write to its home installs all the same', async () => {
  plant();
  const cache = join(project.folder, 'package.json', 'no-folder');
  await project.run(['check'], { env: { npm_config_cache: cache } }).ended;
  const kept = join(project.folder, 'build', 'npm-cache');
  expect(project.npmCalls()[0]?.args).toContain(`--cache=${kept}`);
  project.plant('package-lock.json', '{ "packages": {} }');
  await project.run(['check'], { env: { npm_config_cache: join(project.folder, 'cache') } }).ended;
  expect(project.npmCalls()[1]?.args.join(' ')).not.toContain('--cache');
});

test.each([
  ['build', 'scripts/build.ts'],
  ['e2e', 'scripts/e2e.ts'],
  ['bench', 'bench/main.ts'],
  ['test:fuzz', 'scripts/test-fuzz.ts'],
])('what follows `--` reaches %s, and its exit code comes back', async (command, file) => {
  plant();
  const echo = 'process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;';
  project.plant(file, echo);
  const { exitCode, stdout } = await project.run([command, 'two words', '--flag']).ended;
  expect(exitCode).toBe(7);
  expect(stdout).toMatch(/"two words","--flag"\]$/);
});

test('--help tells the usage and installs nothing', async () => {
  plant();
  const { exitCode, stdout } = await project.run(['start', '--help']).ended;
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Usage: npm start\n/);
  expect(project.npmCalls()).toEqual([]);
});

const untilStopped = `
import { writeFileSync } from 'node:fs';
process.on('SIGTERM', () => { writeFileSync('stopped', 'yes'); process.exit(0); });
writeFileSync('running', 'yes');
setInterval(() => {}, 1000);`;

test('SIGTERM reaches the command', async () => {
  plant({ command: untilStopped });
  const { child, ended } = project.run(['check']);
  await until(() => expect(project.read('running')).toBe('yes'));
  child.kill('SIGTERM');
  expect((await ended).exitCode).toBe(0);
  expect(project.read('stopped')).toBe('yes');
});

test.each(['', 'exec '])('a killed npm takes the command with it (sh -c "%snode …")', async (exec) => {
  plant({ command: untilStopped });
  const line = `${exec}"${process.execPath}" "${join(project.folder, 'tools', 'launcher', 'run.mjs')}" check; :`;
  const npm = `const { spawn } = require('node:child_process'); spawn('sh', ['-c', ${JSON.stringify(line)}])`;
  const env = {
    ...process.env,
    npm_execpath: join(project.folder, 'npm', 'bin', 'npm-cli.js'),
    npm_lifecycle_event: 'check',
  };
  const starter = spawn(process.execPath, ['-e', npm], { env });
  await until(() => expect(project.read('running')).toBe('yes'));
  starter.kill('SIGKILL');
  await until(() => expect(project.read('stopped')).toBe('yes'));
});

test('a machine with an old Node gets the pinned one, which then runs npm and the command', async ({
  skip,
}) => {
  plant({ command: 'process.stdout.write(process.version)' });
  const oldNode = findOldNode();
  if (!oldNode) return skip('no Node older than 22.18 on this machine');
  const { exitCode, stdout } = await project.run(['check'], { node: oldNode }).ended;
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`Installing Node .* is too old.*${process.version}$`, 's'));
  const versions = project.npmCalls().map(({ version }) => version);
  expect(versions).toEqual([expect.stringMatching(/^v(1|20)/), process.version]);
  await project.run(['check'], { node: oldNode }).ended;
  expect(project.npmCalls()).toHaveLength(2);
});

function findOldNode(): string | undefined {
  const paths = ['/usr/bin/node', '/usr/local/bin/node'];
  return paths.find((path) =>
    /^v(1\d|20)\./.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? ''),
  );
}
