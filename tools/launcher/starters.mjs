import { readFileSync } from 'node:fs';

/**
 * Tells whether the npm that started us is gone. npm runs a script through `sh -c`; where that shell stays between
 * npm and us, it outlives a killed npm, so its parent is watched as well (/proc only; elsewhere our own parent alone).
 */
export function watchStarters() {
  const parent = process.ppid;
  const throughShell = /^(sh|dash|bash|ash)$/.test(procFile(parent, 'comm')?.trim() ?? '');
  const grandparent = throughShell && process.env.npm_lifecycle_event ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (grandparent !== undefined && parentOf(parent) !== grandparent);
}

/** The fourth field of /proc/<pid>/stat; the second is a name that may hold spaces and brackets. */
function parentOf(pid) {
  const stat = procFile(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}

function procFile(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
