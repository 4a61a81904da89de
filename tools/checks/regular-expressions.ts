import { checkSync } from 'recheck';
import { parseSync } from 'vite';

/** The checker comes in Java, as a program of the machine, and in JavaScript, which runs everywhere. */
process.env['RECHECK_SYNC_BACKEND'] = 'pure';

/**
 * What is wrong with the regular expressions of a file, a line each. One that is not linear lets a long text stop the
 * process. `safe` holds the patterns that were judged so before, and takes new ones.
 */
export function problemsOfPatterns(file: string, text: string, safe = new Set<string>()): string[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) return [`${file}: cannot be read: ${errors[0]?.message}`];
  return nodesOf(program).flatMap((node) => {
    const line = text.slice(0, node.start).split('\n').length;
    if (isConstructed(node)) return [`${file}:${line}: write the regular expression as a literal`];
    if (node.type !== 'Literal' || !node.regex) return [];
    const literal = `/${node.regex.pattern}/${node.regex.flags}`;
    const problem = safe.has(literal) ? null : problemOf(node.regex);
    if (problem) return [`${file}:${line}: /${node.regex.pattern}/ ${problem}`];
    safe.add(literal);
    return [];
  });
}

/** What repeats nothing looks at each place a fixed number of times; `\p{L}` is one letter. */
function hasRepetition(pattern: string): boolean {
  return /[*+{]/.test(pattern.replaceAll(/\\[pPu]\{/g, ''));
}

function problemOf({ pattern, flags }: Regex): string | null {
  if (!hasRepetition(pattern)) return null;
  // Its own ten seconds pass on a busy machine before a pattern is judged.
  const result = checkSync(pattern, flags, { checker: 'automaton', timeout: 120_000 });
  if (result.status === 'safe') return null;
  if (result.status === 'vulnerable')
    return `takes ${result.complexity.summary} time: repeat nothing that overlaps what follows`;
  return 'cannot be judged: do without lookaround and backreferences, or take it apart';
}

interface Regex {
  readonly pattern: string;
  readonly flags: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly regex?: Regex;
  readonly callee?: { readonly name?: string };
}

function isConstructed({ type, callee }: Node): boolean {
  return (type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp';
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.values(value).flatMap(nodesOf);
  return 'type' in value ? [value as Node, ...children] : children;
}
