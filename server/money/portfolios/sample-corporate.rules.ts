import type { Desk, Habit } from './sample-desk.rules.ts';
import type { SampleTexts } from './sample-texts.rules.ts';
import {
  dateOf,
  isFirstWeekdayFrom,
  walked,
  type SampleInstrument,
  type Series,
} from './sample-market.rules.ts';
import { decimal } from '#shared/money/decimal.ts';
import type { Day } from '#shared/money/days.ts';

/** What a holding hands out to its shareholders every June, and a group takes over every October. */
const spinOff = { month: 6, day: 10 };
const takeover = { month: 10, day: 20 };
/** A group gives one more share for twenty. */
const bonus = { month: 7, day: 12 };

const isOn = ({ month, day: dayOfMonth }: { month: number; day: number }, day: Day) =>
  dateOf(day).month === month && isFirstWeekdayFrom(dayOfMonth, day);

/** A holding is worth less by the unit that left it. */
export const dropOfHolding = (day: Day) => (isOn(spinOff, day) ? { to: 96n, from: 100n } : null);
/** After a bonus issue each share is worth less. */
export const dropOfGroup = (day: Day) => (isOn(bonus, day) ? { to: 20n, from: 21n } : null);

interface Family {
  readonly holding: string;
  readonly group: string;
  /** Six names of units; after six years they begin anew. */
  readonly units: readonly string[];
  readonly notes: Pick<SampleTexts['notes'], 'spinOff' | 'takeover' | 'bonus' | 'fraction'>;
}

/** A bonus issue, a unit that is spun off, and its takeover, once a year each. */
export function corporateActions(family: Family): Habit[] {
  const { holding, group, notes } = family;
  const issue = (desk: Desk) => {
    desk.record({ type: 'split', instrumentId: group, numerator: 21, denominator: 20, note: notes.bonus });
    desk.sellFraction(group, notes.fraction);
  };
  const hand = (desk: Desk) => {
    const unit = listUnit(desk, family);
    desk.record({
      type: 'spin_off',
      instrumentId: holding,
      toInstrumentId: unit.terms.symbol,
      numerator: 1,
      denominator: 10,
      costFraction: '0.04',
      note: notes.spinOff,
    });
    desk.sellFraction(unit.terms.symbol, notes.fraction);
  };
  const merge = (desk: Desk) => {
    const unit = unitSymbol(family, desk.year);
    const shares = Number((desk.price(unit) * 1000n) / desk.price(group));
    desk.record({
      type: 'merger',
      instrumentId: unit,
      toInstrumentId: group,
      numerator: shares,
      denominator: 1000,
      note: notes.takeover,
    });
    desk.sellFraction(group, notes.fraction);
  };
  return [
    { months: [bonus.month], day: bonus.day, act: issue },
    { months: [spinOff.month], day: spinOff.day, act: hand },
    { months: [takeover.month], day: takeover.day, act: merge },
  ];
}

const unitSymbol = ({ holding }: Family, year: number) => `${holding}-${year}`;

function listUnit(desk: Desk, family: Family): SampleInstrument {
  const { holding, units: names } = family;
  const listed = desk.day;
  const symbol = unitSymbol(family, desk.year);
  // Ten shares of the holding had a twenty-fourth of their price in one of the unit.
  const start = (desk.price(holding) * 10n * 4n) / 96n;
  let to = listed;
  while (!isOn(takeover, to)) to += 1;
  const series: Series = walked(symbol, { start: decimal(start), ...unitWalk }, { from: listed, to });
  const unit = {
    terms: {
      symbol,
      name: names[desk.year % names.length] ?? symbol,
      kind: 'equity' as const,
      currency: desk.rules(holding).currency,
    },
    priceOn: (day: Day) => series.get(day) ?? null,
  };
  desk.list(unit);
  return unit;
}

const unitWalk = { drift: 200, market: 7_000, own: 12_000, places: 2 };
