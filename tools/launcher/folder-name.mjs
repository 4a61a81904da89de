import { ClearError } from './clear-error.mjs';

/** Seen to fail in a folder named so. A backslash never comes this far: Node itself refuses such a module, by its path. */
const unbearable = [
  { sign: '#', tool: 'Vite takes what follows for a part of a URL' },
  { sign: '?', tool: 'Vite takes what follows for a part of a URL' },
  { sign: '*', tool: 'Node takes it for a pattern in the imports of package.json' },
  { sign: '\n', tool: "PostgreSQL's tools refuse it" },
  { sign: '\r', tool: "PostgreSQL's tools refuse it" },
];

/** A folder that a tool of ours cannot bear is told before anything is installed into it. */
export function refuseUnfitFolder(root) {
  const found = unbearable.find(({ sign }) => root.includes(sign));
  if (found === undefined) return;
  throw new ClearError(
    `The path of this folder has ${JSON.stringify(found.sign)} in it (${JSON.stringify(root)}): ${found.tool}. Rename or move it`,
  );
}
