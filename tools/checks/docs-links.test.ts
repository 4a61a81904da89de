import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const notOurs = new Set(['node_modules', '.git', '.data', 'dist', 'build', 'coverage', 'test-results']);
const papers = papersIn('.');

/** `[text](target)` and `![text](target)`; what has a scheme is somebody else's. */
const link = /\]\(([^)\s]+)\)/g;
/** A file the prose names, such as `server/app.ts`. */
const namedFile =
  /`((?:\.ci|\.github|client|deploy|docs|e2e|migrations|nginx|scripts|server|shared)\/[\w./-]+\.\w+)`/g;
/** Decisions tell of their day, and the worked example of a file to come. */
const mayNameAbsent = (paper: string) => /^docs\/decisions\/|^CONTRIBUTING\.md$/.test(paper);

function papersIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = normalize(join(folder, entry.name));
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : papersIn(path);
    return path.endsWith('.md') ? [path] : [];
  });
}

/** Without code blocks, where brackets are code. */
const proseOf = (paper: string) => readFileSync(join(root, paper), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, target = '']) => target);

/** As GitHub makes the anchor of a heading. */
function anchorsOf(paper: string): string[] {
  const headings = found(proseOf(paper), /^#+ (.+)$/gm);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function leadsSomewhere(paper: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? paper : normalize(join(dirname(paper), decodeURIComponent(path)));
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || anchorsOf(file).includes(anchor);
}

test('the papers are looked at', () => {
  expect(papers).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']));
});

test.each(papers)('a reader of %s meets no dead link', (paper) => {
  const inside = found(proseOf(paper), link).filter((target) => !/^[a-z]+:/.test(target));
  expect(inside.filter((target) => !leadsSomewhere(paper, target))).toEqual([]);
});

test.each(papers.filter((paper) => !mayNameAbsent(paper)))('every file that %s names is there', (paper) => {
  expect(found(proseOf(paper), namedFile).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
