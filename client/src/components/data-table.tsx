import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Button } from '#client/components/button.tsx';
import { useDensity } from '#client/lib/density.ts';

export interface Column<Row> {
  readonly id: string;
  readonly name: string;
  /** Stands on the right, so that figures line up. */
  readonly isFigure?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Has nothing to tell of a row: its card leaves it out. */
  readonly isEmpty?: (row: Row) => boolean;
}

export interface Sorting {
  /** The id of a column. */
  readonly by: string;
  readonly isDescending: boolean;
  /** The query of the address that sorts by a column; undefined for one that has no order. */
  readonly search: (columnId: string) => string | undefined;
}

export interface DataTableProps<Row> {
  label: string;
  /** The first names its row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  sorting?: Sorting;
  /** Marks a row that no longer counts. */
  isFaint?: (row: Row) => boolean;
}

/** A row becomes a card, so the roles of a table are said. Browsers take them away together with its look. */
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowHeader: { role: 'rowheader' },
} as const;

/** Two hundred rows held a busy machine's page up for seconds, and a thousand did not show (e2e/long-tables.spec.ts). */
const rowsAtOnce = 50;

/**
 * Rows of figures, fifty at first. The head and the first column stay in sight; on a phone each row is a card. In the
 * table J and K or the arrows go from row to row.
 */
export function DataTable<Row>({ label, columns, rows, keyOf, sorting, isFaint }: DataTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const density = useDensity();
  const [drawn, setDrawn] = useState(rowsAtOnce);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of what stands inside
    <div
      role="region"
      aria-label={label}
      // Whoever has no pointer scrolls it by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-auto sm:max-h-[75dvh] print:max-h-none"
      onKeyDown={(event) => body.current && goByKey(body.current, event)}
    >
      <table
        {...roles.table}
        aria-label={label}
        data-density={density}
        className="group/table w-full border-separate border-spacing-0 text-left max-sm:block"
      >
        <Head columns={columns} sorting={sorting} />
        <tbody ref={body} {...roles.group} className="max-sm:block">
          {rows.slice(0, drawn).map((row) => (
            <tr
              key={keyOf(row)}
              {...roles.row}
              className={clsx(
                'group max-sm:flex max-sm:flex-col max-sm:gap-1 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-3.5 max-sm:last:border-b-0',
                isFaint?.(row) && 'text-ink-faint',
              )}
            >
              {columns.map((column, place) => (
                <Cell key={column.id} column={column} row={row} isFirst={place === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > drawn && (
        <More left={rows.length - drawn} onAsk={() => setDrawn((now) => now + rowsAtOnce)} />
      )}
    </div>
  );
}

function More({ left, onAsk }: { left: number; onAsk: () => void }) {
  const { t } = useTranslation('shell');
  const ask = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // With the last rows the button goes, and the focus stays in the table.
    if (left <= rowsAtOnce)
      currentTarget.closest<HTMLElement>('[role=region]')?.focus({ preventScroll: true });
    onAsk();
  };
  return (
    <div className="px-5 py-3 print:hidden">
      <Button variant="ghost" size="sm" className="-ml-3" onClick={ask}>
        {t('rows.more', { left })}
      </Button>
    </div>
  );
}

function Head<Row>({ columns, sorting }: { columns: readonly Column<Row>[]; sorting: Sorting | undefined }) {
  return (
    <thead className="max-sm:hidden">
      <tr>
        {columns.map((column, place) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={
              sorting?.by === column.id ? (sorting.isDescending ? 'descending' : 'ascending') : undefined
            }
            className={clsx(
              'sticky top-0 z-10 border-b border-line bg-surface px-3 py-2 text-xs font-medium whitespace-nowrap text-ink-soft first:pl-5 last:pr-5',
              place === 0 && 'left-0 z-20',
              column.isFigure && 'text-right',
            )}
          >
            <Heading column={column} sorting={sorting} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Heading<Row>({ column, sorting }: { column: Column<Row>; sorting: Sorting | undefined }) {
  const search = sorting?.search(column.id);
  if (search === undefined) return column.name;
  const Arrow = sorting?.isDescending ? ArrowDown : ArrowUp;
  return (
    <Link
      to={{ search }}
      replace
      preventScrollReset
      className="touch-target inline-flex items-center gap-1 hover:text-ink"
    >
      {column.name}
      {sorting?.by === column.id && <Arrow aria-hidden className="size-3" />}
    </Link>
  );
}

interface CellProps<Row> {
  column: Column<Row>;
  row: Row;
  isFirst: boolean;
}

function Cell<Row>({ column, row, isFirst }: CellProps<Row>) {
  if (isFirst)
    return (
      <th
        scope="row"
        {...roles.rowHeader}
        className="left-0 bg-surface py-2.5 group-data-[density=compact]/table:sm:py-1 pl-5 text-left font-medium group-focus-within:bg-hover sm:sticky sm:z-[5] sm:border-b sm:border-line sm:pr-3 max-sm:p-0"
      >
        {column.cell(row)}
      </th>
    );
  return (
    <td
      {...roles.cell}
      className={clsx(
        'px-3 py-2.5 group-data-[density=compact]/table:sm:py-1 group-focus-within:bg-hover sm:last:pr-5 max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:p-0 sm:border-b sm:border-line',
        column.isFigure && 'tabular-nums sm:text-right sm:whitespace-nowrap',
        column.isEmpty?.(row) ? 'max-sm:hidden' : 'max-sm:flex',
      )}
    >
      <span className="shrink-0 text-[0.8125rem] text-ink-soft sm:hidden">{column.name}</span>
      <div className="min-w-0 max-sm:text-right">{column.cell(row)}</div>
    </td>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 };

/** Moves the focus to what stands first in the next row or the one before. */
function goByKey(body: HTMLTableSectionElement, event: KeyboardEvent): void {
  const step = steps[event.code];
  const { altKey, ctrlKey, metaKey, target } = event;
  if (step === undefined || altKey || ctrlKey || metaKey || target instanceof HTMLInputElement) return;
  const rows = [...body.rows];
  const present = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[present < 0 ? 0 : present + step]?.querySelector<HTMLElement>('a, button');
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
