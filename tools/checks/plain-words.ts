import { type ESTree, Visitor, parseSync } from 'vite';

const mostWords = 20;

/** Comments that a tool reads: exceptions from lint rules with their reasons, and instructions for a compiler. */
const directive = /^\W*(?:oxlint-|eslint-|@ts-|@vitest-|oxfmt-ignore|v8 ignore|[#@]__)/;
/** Each of these counts as one word: code, an address, a reference in brackets, a numbered document. */
const oneWord = [
  /`[^`]*`/g,
  /https?:\/\/\S+/g,
  /\((?:RFC|NIST|OWASP|ASVS|CWE|CVE|UTS|UAX|decision|docs)\b[^()]*\)/g,
  /\b(?:RFC|NIST SP|ASVS|decision|PostgreSQL|Node)[ -][\w.-]*\d(?:,? §[\d.]*\d)?/g,
];
const listItem = /\n\s*(?:[-*•]|\d+\.|@\w+)\s+/;
const sentenceEnd = /(?<=[.!?…][)"'’”]*)(?<!\b(?:e\.g|i\.e|etc|vs|cf)\.)\s+/;

interface Text {
  readonly line: number;
  readonly text: string;
}

/** The sentences of a source's comments that have too many words, with their places. */
export function longComments(path: string, source: string): string[] {
  return commentsOf(path, source).flatMap(({ line, text }) =>
    sentencesOf(text).flatMap((sentence) => problem(path, line, sentence)),
  );
}

/** The titles of a source's tests that have too many words, with their places. */
export function longTitles(path: string, source: string): string[] {
  return titlesOf(path, source).flatMap(({ line, text }) => problem(path, line, text));
}

function problem(path: string, line: number, sentence: string): string[] {
  const count = wordCount(sentence);
  return count > mostWords ? [`${path}:${line}: ${count} words, ${mostWords} at most: ${sentence}`] : [];
}

/** The sentences of a comment. A blank line and a new list item end one; a colon and a semicolon do not. */
export function sentencesOf(comment: string): string[] {
  return comment
    .replaceAll(/^\s*\*+(?= |$)/gm, '')
    .split(/\n\s*\n/)
    .flatMap((paragraph) => `\n${paragraph}`.split(listItem))
    .flatMap((item) => item.replaceAll(/\s+/g, ' ').trim().split(sentenceEnd))
    .filter((sentence) => sentence !== '');
}

export function wordCount(sentence: string): number {
  const text = oneWord.reduce((rest, pattern) => rest.replaceAll(pattern, 'word'), sentence);
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Comments on adjacent lines count as one text, since a sentence may go over several. */
function commentsOf(path: string, source: string): Text[] {
  const groups: { start: number; end: number; text: string }[] = [];
  for (const { value, start, end } of parseSync(path, source).comments) {
    const last = groups.at(-1);
    if (directive.test(value)) continue;
    if (last && /^[ \t]*\n?[ \t]*$/.test(source.slice(last.end, start)))
      Object.assign(last, { end, text: `${last.text}\n${value}` });
    else groups.push({ start, end, text: value });
  }
  return groups.map(({ start, text }) => ({ line: lineOf(source, start), text }));
}

function titlesOf(path: string, source: string): Text[] {
  const titles: Text[] = [];
  const { program } = parseSync(path, source);
  new Visitor({
    CallExpression({ callee, arguments: [title] }) {
      if (!/^(?:test|it|describe)$/.test(calledName(callee))) return;
      if (title?.type !== 'Literal' && title?.type !== 'TemplateLiteral') return;
      titles.push({ line: lineOf(source, title.start), text: source.slice(title.start, title.end) });
    },
  }).visit(program);
  return titles;
}

/** `test`, also for `test.for(cases)`. */
function calledName(callee: ESTree.Node): string {
  if (callee.type === 'CallExpression') return calledName(callee.callee);
  if (callee.type === 'MemberExpression') return calledName(callee.object);
  return callee.type === 'Identifier' ? callee.name : '';
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
