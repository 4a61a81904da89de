import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '#package' with { type: 'json' };
import { rootFolder } from '#server/config.ts';
import { serverAccount } from './home.ts';
import { startProcess } from '#tools/launcher/testing/processes.ts';
import { holderOf } from './testing/holders.ts';
import { acquire, ask, isRoot, postmasterPid, pristinePackage } from './testing/scratch.ts';
import { scratchDataFolder, scratchFolder } from './testing/scratch.ts';

// An account that every Unix has; initdb asks the system for its name.
const ORDINARY = { uid: 65_534, gid: 65_534 };

/** Code, Node and the package where an ordinary account can read and not write them. */
function readableCheckout(): { node: string; holder: string; packageFolder: string } {
  const root = scratchFolder();
  for (const path of ['tools/embedded-postgres', 'tools/launcher', 'server/config/data-folder.ts'])
    cpSync(join(rootFolder, path), join(root, path), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', imports: packageJson.imports }));
  const reach = spawnSync(process.execPath, ['--version'], { ...ORDINARY, cwd: '/' });
  const node = reach.status === 0 ? process.execPath : join(root, 'node');
  if (node !== process.execPath) copyFileSync(process.execPath, node);
  return {
    node,
    holder: join(root, 'tools/embedded-postgres/testing/holder.ts'),
    packageFolder: pristinePackage(root),
  };
}

function ownedDataFolder(): string {
  const parent = scratchFolder();
  const dataFolder = scratchDataFolder(parent);
  chownSync(dataFolder, ORDINARY.uid, ORDINARY.gid);
  return dataFolder;
}

test('an ordinary user runs it as themselves, beside read-only modules; root joins and later restarts it so', async ({
  skip,
}) => {
  skip(!isRoot, 'needs root, to become an ordinary user');
  const { node, holder, packageFolder } = readableCheckout();
  const dataFolder = ownedDataFolder();

  const user = await holderOf(
    startProcess(node, [holder, dataFolder, packageFolder], { ...ORDINARY, cwd: '/' }),
  );
  expect(statSync(`/proc/${postmasterPid(user.folder)}`).uid).toBe(ORDINARY.uid);
  expect(readdirSync(join(packageFolder, 'native/lib'))).not.toContain('libicuuc.so.60');
  const root = await acquire(dataFolder);
  expect(root.url).toBe(user.url);
  expect(await user.leave()).toBe(0);
  await root.release();

  const again = await acquire(dataFolder);
  expect(statSync(`/proc/${postmasterPid(again.folder)}`).uid).toBe(ORDINARY.uid);
  expect(await ask(again.url, 'SELECT 1')).toBe(1);
  await again.release();
});

test('an ordinary user in a folder that is not theirs reads one line that names DATABASE_URL', ({ skip }) => {
  skip(!isRoot, 'needs root, to become an ordinary user');
  const { node, holder, packageFolder } = readableCheckout();
  const dataFolder = join(scratchFolder(), 'not-theirs');

  const refused = spawnSync(node, [holder, dataFolder, packageFolder], {
    ...ORDINARY,
    cwd: '/',
    encoding: 'utf8',
  });

  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/^[^\n]*not-theirs[^\n]*DATABASE_URL[^\n]*\n$/);
});

test('without root nobody steps down', ({ skip }) => {
  skip(isRoot, 'needs an ordinary user');

  expect(serverAccount(scratchFolder())).toBeUndefined();
});

test('root steps down to the owner of the data, else to postgres or nobody', ({ skip }) => {
  skip(!isRoot, 'needs root');
  const owned = scratchFolder();
  chownSync(owned, ORDINARY.uid, ORDINARY.gid);
  chmodSync(owned, 0o700);

  expect(serverAccount(owned)?.uid).toBe(ORDINARY.uid);
  expect(serverAccount(join(owned, 'absent'))?.name).toMatch(/^(postgres|nobody)$/);
});
