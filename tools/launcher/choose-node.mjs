import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClearError } from './clear-error.mjs';
import { withInstallLock } from './install-lock.mjs';
import { npmCi } from './npm-ci.mjs';
import { isStamped, writeStamp } from './stamp.mjs';

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
  if (isStamped(folder) && existsSync(path)) return path;
  await withInstallLock(root, async (holder) => {
    if (isStamped(folder) && existsSync(path)) return;
    await npmCi({
      node: process.execPath,
      folder,
      holder,
      what: `Node ${pinned} into tools/node (this machine's ${process.versions.node} is too old)`,
    });
    assertRuns(path, pinned);
    writeStamp(folder);
  });
  return path;
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
