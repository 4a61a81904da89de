import { callOption, future, shortSale } from './sample-contracts.rules.ts';
import { corporateActions, dropOfGroup, dropOfHolding } from './sample-corporate.rules.ts';
import { Desk } from './sample-desk.rules.ts';
import {
  bond,
  deposit,
  dividend,
  keeping,
  purchase,
  sale,
  transfers,
  withdrawal,
  yearlyTax,
} from './sample-habits.rules.ts';
import { lasting, walks, type SampleAccount, type SampleSetting } from './sample-walks.rules.ts';
import { one } from '#shared/money/decimal.ts';

const roubles = {
  currency: 'RUB',
  country: 'RU',
  withheld: 13n,
  index: { symbol: 'DEMO-SHIR', start: '112.4' },
  group: { symbol: 'DEMO-MRDN', start: '184' },
  holding: { symbol: 'DEMO-ORION', start: '905' },
  bond: { symbol: 'DEMO-OFZ41', start: '96.4' },
  fallen: { symbol: 'DEMO-VZHUH', start: '64' },
  salary: '60000',
  budgets: { index: '25000', shares: '20000', bond: '45000', short: '30000' },
  contracts: { calls: 10n, futures: 20n },
};

const dollars: typeof roubles = {
  currency: 'USD',
  country: 'US',
  withheld: 15n,
  index: { symbol: 'DEMO-BRDX', start: '112.4' },
  group: { symbol: 'DEMO-MERI', start: '46' },
  holding: { symbol: 'DEMO-ORIN', start: '97' },
  bond: { symbol: 'DEMO-TB41', start: '96.4' },
  fallen: { symbol: 'DEMO-ZIPA', start: '18.5' },
  salary: '1800',
  budgets: { index: '750', shares: '600', bond: '2200', short: '900' },
  contracts: { calls: 1n, futures: 2n },
};

/** What is traded at home depends on where home is. */
const homes = { ru: roubles, en: dollars };
type Home = typeof roubles;

/** An account at home: one currency, shares of three companies, a fund and a bond. */
export function domesticAccount(setting: SampleSetting): SampleAccount {
  const home = homes[setting.locale];
  const { currency, country } = home;
  const desk = new Desk(
    {
      portfolio: { accountType: 'DOMESTIC', baseCurrency: currency, costMethod: 'FIFO', isSample: true },
      rateOn: () => one,
      commission: one / 2000n,
    },
    instrumentsOf(home, setting),
  );
  const habits = [...savings(home, setting), ...ventures(home, setting), ...paidOut(home, setting)];
  return { accountType: 'DOMESTIC', baseCurrency: currency, country, costMethod: 'FIFO', desk, habits };
}

function instrumentsOf({ currency, ...home }: Home, { texts, to }: SampleSetting) {
  const { instruments: names } = texts;
  const { index, group, holding, bond: loan, fallen } = home;
  const of = ({ symbol }: { symbol: string }, name: string) => ({
    symbol,
    name,
    kind: 'equity' as const,
    currency,
  });
  return [
    lasting({ ...of(index, names.index), kind: 'etf' }, { ...walks.fund, start: index.start }, to),
    lasting(of(group, names.group), { ...walks.group, start: group.start, drop: dropOfGroup }, to),
    lasting(of(holding, names.holding), { ...walks.holding, start: holding.start, drop: dropOfHolding }, to),
    // Its price is in hundredths of a face of 1,000.
    lasting(
      { ...of(loan, names.bond), kind: 'bond', multiplier: '10' },
      { ...walks.bond, start: loan.start },
      to,
    ),
    lasting(of(fallen, names.fallen), { ...walks.fallen, start: fallen.start }, to),
  ];
}

function savings({ currency, budgets, ...home }: Home, { texts }: SampleSetting) {
  const { notes } = texts;
  const { index, group, holding } = home;
  return [
    deposit(2, { currency, about: home.salary, note: notes.deposit }),
    purchase(index.symbol, budgets.index, { day: 5, text: notes.monthly }),
    purchase(group.symbol, budgets.shares, { day: 12, months: [1, 4, 7, 10] }),
    purchase(holding.symbol, budgets.shares, { day: 13, months: [2, 5, 8, 11] }),
    ...bond(home.bond.symbol, budgets.bond, { withheld: home.withheld, note: notes.coupon }),
    ...transfers(index.symbol, { months: [8, 9], out: notes.out, into: notes.into }),
    sale(group.symbol, { percent: 12n, month: 12, day: 9, text: notes.trim }),
  ];
}

function ventures({ index, fallen, budgets, contracts, ...home }: Home, { texts }: SampleSetting) {
  const { notes } = texts;
  const family = { holding: home.holding.symbol, group: home.group.symbol };
  return [
    ...corporateActions({ ...family, units: texts.units, notes }),
    ...callOption(index.symbol, {
      month: 3,
      note: notes.call,
      name: `${texts.call} ${index.symbol}`,
      contracts: contracts.calls,
    }),
    ...shortSale(fallen.symbol, budgets.short, { month: 4, note: notes.short }),
    ...future(index.symbol, {
      month: 5,
      note: notes.future,
      name: `${texts.future} ${index.symbol}`,
      contracts: contracts.futures,
    }),
  ];
}

function paidOut({ currency, withheld, index, group, holding }: Home, { texts }: SampleSetting) {
  const { notes } = texts;
  return [
    dividend(index.symbol, { months: [3, 9], day: 21, thousandths: 12n, withheld }),
    dividend(group.symbol, { months: [5, 11], day: 22, thousandths: 21n, withheld }),
    dividend(holding.symbol, { months: [6], day: 24, thousandths: 38n, withheld }),
    ...keeping(currency, notes),
    withdrawal(7, 8, { currency, note: notes.withdrawal }),
    yearlyTax(currency, notes.tax),
  ];
}
