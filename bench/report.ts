import type { Table } from './bench.ts';

/** The run as Markdown: the machine, then a section for each table. */
export function reportOf(machine: readonly (readonly [string, string])[], tables: readonly Table[]): string {
  const sections = tables.map((table) => `## ${table.title}\n\n${table.about}\n\n${rowsOf(table)}`);
  return [rowsOf({ columns: ['', ''], rows: machine }), ...sections].join('\n\n');
}

function rowsOf({
  columns,
  rows,
}: Pick<Table, 'columns'> & { rows: readonly (readonly string[])[] }): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
