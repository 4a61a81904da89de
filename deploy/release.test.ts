import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-release-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeProgram(name: string, lines: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** Runs the script with a docker that records its calls; `fails` is the step that does not succeed. */
function release({ running = 'old-1', fails = 'nothing' } = {}) {
  writeProgram(
    'docker',
    `echo "$*" >> '${folder}/calls'
case "$*" in
  'compose ps --quiet server')
    if [ -e '${folder}/started' ]; then echo new-1; fi
    if [ -n '${running}' ]; then echo '${running}'; fi ;;
  *--scale*) touch '${folder}/started' ;;
esac
case "$*" in *'${fails}'*) exit 1 ;; esac`,
  );
  writeProgram('sleep', `[ "$1" = 5 ] && exec /bin/sleep 5\nexit 0`);
  const path = `${folder}:${process.env['PATH'] ?? ''}`;
  const { status, stderr } = spawnSync('sh', [join(import.meta.dirname, 'release')], {
    env: { ...process.env, PATH: path },
    encoding: 'utf8',
  });
  const file = join(folder, 'calls');
  const calls = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return { status, stderr, calls: calls.filter((call) => !/^compose (?:ps|logs)/.test(call)) };
}

it.each([
  ['building', 'compose build', 1],
  ['migrating', 'run --rm migrate', 2],
])('a release that fails at %s touches no server, and says that the old one goes on', (what, fails, made) => {
  const { status, stderr, calls } = release({ fails });
  expect(status).toBe(1);
  expect(calls).toHaveLength(made);
  expect(stderr).toContain(`release: ${what} failed; the old server goes on`);
});

it('a release whose new server does not become healthy removes that server, and no other', () => {
  const { status, stderr, calls } = release({ fails: '--scale' });
  expect(status).toBe(1);
  expect(calls.slice(3)).toEqual(['logs --tail 5 new-1', 'rm --force new-1']);
  expect(stderr).toContain('the old server goes on');
});

it('a release migrates, starts the new server beside the old one, and then stops the old one', () => {
  const { status, calls } = release();
  expect(status).toBe(0);
  const order = ['compose build', 'compose run --rm migrate', '--scale server=2', 'stop old-1', 'rm old-1'];
  const places = order.map((part) => calls.findIndex((call) => call.includes(part)));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(calls.at(-1)).toBe('compose up --detach --no-deps --wait nginx');
});

it('a release starts the whole stack where nothing runs yet', () => {
  const { status, calls } = release({ running: '' });
  expect(status).toBe(0);
  expect(calls).toEqual(['compose build', 'compose run --rm migrate', 'compose up --detach --wait']);
});
