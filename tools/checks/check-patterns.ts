import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOfPatterns } from './regular-expressions.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = ['server', 'shared', 'client/src']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test(-d)?\.ts$/.test(file));

/** The checker takes seconds for them all, so a pattern is judged once by each version of it. */
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/recheck/package.json'), 'utf8'));
const judged = join(root, 'build', `patterns-safe-by-${version}.json`);
const safe = new Set<string>(readJudged());
function readJudged(): string[] {
  try {
    return JSON.parse(readFileSync(judged, 'utf8'));
  } catch {
    return [];
  }
}

const problems = sources.flatMap((file) =>
  problemsOfPatterns(file, readFileSync(join(root, file), 'utf8'), safe),
);
mkdirSync(join(root, 'build'), { recursive: true });
writeFileSync(judged, JSON.stringify([...safe]));
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
