import { readDay } from '#shared/money/days.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import { figuresOf } from '#shared/money/figures.ts';
import { gainOf } from '#shared/money/gains.ts';
import { sweep } from '#shared/money/performance.ts';
import { allocate } from '#shared/money/rounding.ts';
import { openLedger, type Vector } from '#shared/money/testing/open-ledger.ts';
import { internalRates } from '#shared/money/xirr.ts';

interface Named {
  readonly id: string;
}

interface Ranged extends Vector, Named {
  readonly from: string;
  readonly to: string;
  readonly instrument?: string | undefined;
}

/** The vectors by which one runtime is compared with another. */
export interface Computable {
  readonly allocation: readonly (Named & { total: string; weights: readonly string[]; places: number })[];
  readonly ledger: readonly (Vector & Named)[];
  readonly gains: readonly Ranged[];
  readonly alone: readonly Ranged[];
  readonly xirr: readonly (Named & { readonly flows: readonly (readonly string[])[] })[];
}

const read = (text = '') => readDay(text) ?? 0;

/** Engines differ in the last bits of a logarithm. Money is text, and stays as it is. */
const roundFloats = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(11) : value;

/** The figures of each vector, as text: what the tests hold right here must be the same in a browser. */
export function computeVectors({ allocation, ledger, gains, alone, xirr }: Computable): [string, string][] {
  const told = (id: string, figures: unknown): [string, string] => [id, JSON.stringify(figures, roundFloats)];
  return [
    ...allocation.map(({ id, total, weights, places }) =>
      told(id, allocate(units(total), weights.map(units), places).map(decimal)),
    ),
    ...ledger.map((vector) => {
      const opened = openLedger(vector);
      return told(vector.id, [opened.recordAll(), opened.state()]);
    }),
    ...[...gains, ...alone].map((vector) => {
      const opened = openLedger(vector);
      opened.recordAll();
      const range = { from: read(vector.from), to: read(vector.to) };
      const swept = sweep(opened.books(), range, vector.instrument ?? null);
      const { index, ...figures } = figuresOf(swept, range);
      return told(vector.id, [
        decimal(gainOf(swept.gain)),
        decimal(swept.closing),
        figures,
        index.map(String),
      ]);
    }),
    ...xirr.map(({ id, flows }) =>
      told(
        id,
        internalRates(flows.map(([day, amount = '0']) => ({ day: read(day), amount: units(amount) }))),
      ),
    ),
  ];
}
