import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The packages made for this platform that an install left out. They are optional, so npm ends well without them when
 * the network fails it, and what is missing would only be found when it is needed.
 */
export function missingPackages(folder) {
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
