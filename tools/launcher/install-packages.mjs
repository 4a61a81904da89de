import { withInstallLock } from './install-lock.mjs';
import { npmCi } from './npm-ci.mjs';
import { isStamped, writeStamp } from './stamp.mjs';

/** `npm ci` when the lock file is not the one that was last installed completely. */
export async function installPackages(root, node) {
  if (isStamped(root)) return;
  await withInstallLock(root, async (holder) => {
    if (isStamped(root)) return;
    await npmCi({ node, folder: root, holder, what: 'the packages of package-lock.json' });
    writeStamp(root);
  });
}
