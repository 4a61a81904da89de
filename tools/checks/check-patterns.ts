import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOfPatterns } from './regular-expressions.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = ['server', 'shared', 'client/src']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test(-d)?\.ts$/.test(file));

const problems = sources.flatMap((file) => problemsOfPatterns(file, readFileSync(join(root, file), 'utf8')));
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
