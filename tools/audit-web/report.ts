import type { Kind, Visit } from './measure-page.ts';

const kinds: readonly Kind[] = ['html', 'js', 'css', 'font', 'other'];

const columns = [
  'page',
  'usable s (least–most)',
  'alive s',
  'before usable',
  'before alive',
  ...kinds.map((kind) => `${kind} KB`),
  'long tasks',
  'longest ms',
  'shift',
];

/** The lines under their heading, each column as wide as the widest of its cells. */
export function table(lines: readonly (readonly string[])[]): string {
  const rows = [columns, ...lines];
  const widths = columns.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}

/** What several visits of a page came to. */
export function lineOf(path: string, visits: readonly Visit[]): readonly string[] {
  const of = (figure: (visit: Visit) => number) => visits.map(figure).toSorted((one, other) => one - other);
  const middle = (figure: (visit: Visit) => number) =>
    of(figure)[Math.floor(visits.length / 2)] ?? Number.NaN;
  const usable = of(({ usableAt }) => usableAt / 1000);
  const spread = `(${usable.at(0)?.toFixed(1)}–${usable.at(-1)?.toFixed(1)})`;
  return [
    path,
    `${middle(({ usableAt }) => usableAt / 1000).toFixed(2)} ${spread}`,
    middle(({ aliveAt }) => aliveAt / 1000).toFixed(2),
    `${middle((visit) => before(visit, visit.usableAt).length)} files ${middle((visit) => kilobytes(before(visit, visit.usableAt))).toFixed(1)} KB`,
    `${middle((visit) => before(visit, visit.aliveAt).length)} files ${middle((visit) => kilobytes(before(visit, visit.aliveAt))).toFixed(1)} KB`,
    ...kinds.map((kind) =>
      middle(({ files }) => kilobytes(files.filter((file) => file.kind === kind))).toFixed(1),
    ),
    String(middle(({ longTasks }) => longTasks.length)),
    middle(({ longTasks }) => Math.max(0, ...longTasks)).toFixed(0),
    middle(({ layoutShift }) => layoutShift).toFixed(4),
  ];
}

/** Fonts come while one types, and hold nothing up. */
function before({ files }: Visit, moment: number): Visit['files'] {
  return files.filter(({ endedAt, kind }) => endedAt <= moment && kind !== 'font');
}

function kilobytes(files: Visit['files']): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}
