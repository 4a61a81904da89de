import { callOption, future, inverseFuture, shortSale } from './sample-contracts.rules.ts';
import { corporateActions, dropOfGroup, dropOfHolding } from './sample-corporate.rules.ts';
import { Desk, type Habit, type SampleInstrument } from './sample-desk.rules.ts';
import {
  bond,
  deposit,
  dividend,
  exchange,
  keeping,
  purchase,
  sale,
  transfers,
  withdrawal,
  yearlyTax,
} from './sample-habits.rules.ts';
import { walked, type Walk } from './sample-market.rules.ts';
import { rateInDollars } from './sample-rates.rules.ts';
import type { SampleTexts } from './sample-texts.rules.ts';
import type { Day } from '#shared/money/days.ts';
import { one } from '#shared/money/decimal.ts';
import type { CreateInstrumentInput } from '#shared/money/instruments.ts';
import type { Locale } from '#shared/locales.ts';

/** One of the two accounts of a sample, before anything has happened in it. */
export interface SampleAccount {
  readonly accountType: 'DOMESTIC' | 'INTERNATIONAL';
  readonly baseCurrency: string;
  readonly country: string;
  readonly costMethod: 'FIFO' | 'AVG';
  readonly desk: Desk;
  readonly habits: readonly Habit[];
}

/** Prices at home are about a hundred times as high in roubles. */
const home = {
  ru: {
    ...{ currency: 'RUB', country: 'RU', withheld: 13n, money: (text: string) => `${text}000` },
    ...{
      index: 'DEMO-SHIR',
      group: 'DEMO-MRDN',
      holding: 'DEMO-ORION',
      bond: 'DEMO-OFZ41',
      fallen: 'DEMO-VZHUH',
    },
    ...{ bondBudget: '45000', calls: 10n, futures: 20n },
    starts: { index: '112.4', group: '184', holding: '905', fallen: '64' },
  },
  en: {
    ...{ currency: 'USD', country: 'US', withheld: 15n, money: (text: string) => `${Number(text) * 30}` },
    ...{
      index: 'DEMO-BRDX',
      group: 'DEMO-MERI',
      holding: 'DEMO-ORIN',
      bond: 'DEMO-TB41',
      fallen: 'DEMO-GLDE',
    },
    ...{ bondBudget: '2200', calls: 1n, futures: 2n },
    starts: { index: '112.4', group: '46', holding: '97', fallen: '18.5' },
  },
} as const;

const walks = {
  fund: { drift: 330, market: 7_000, own: 2_500, places: 2 },
  group: { drift: 520, market: 8_000, own: 9_000, places: 2 },
  holding: { drift: 430, market: 7_000, own: 11_000, places: 2 },
  bond: { drift: 5, market: 300, own: 1_200, places: 3 },
  fallen: { drift: -60, market: 9_000, own: 17_000, places: 2 },
  coin: { drift: 700, market: 10_000, own: 26_000, places: 2 },
} satisfies Record<string, Omit<Walk, 'start'>>;

type Terms = Pick<CreateInstrumentInput, 'symbol' | 'name' | 'kind' | 'currency' | 'multiplier'>;
type Moving = Walk & { readonly drop?: Parameters<typeof walked>[2]['drop'] };

function instrument(terms: Terms, { drop, ...walk }: Moving, to: Day): SampleInstrument {
  const series = walked(terms.symbol, walk, { to, ...(drop && { drop }) });
  return { terms, priceOn: (day) => series.get(day) ?? null };
}

interface Setting {
  readonly locale: Locale;
  readonly texts: SampleTexts;
  readonly to: Day;
}

/** An account at home: one currency, and a bond. */
export function domesticAccount({ locale, texts, to }: Setting): SampleAccount {
  const own = home[locale];
  const { currency, country, withheld, money, starts } = own;
  const { instruments: names, notes } = texts;
  const of = (symbol: string, name: string, kind: Terms['kind'] = 'equity') => ({
    symbol,
    name,
    kind,
    currency,
  });
  const desk = new Desk(
    {
      portfolio: { accountType: 'DOMESTIC', baseCurrency: currency, costMethod: 'FIFO', isSample: true },
      rateOn: () => one,
      commission: one / 2000n,
    },
    [
      instrument(of(own.index, names.index, 'etf'), { ...walks.fund, start: starts.index }, to),
      instrument(of(own.group, names.group), { ...walks.group, start: starts.group, drop: dropOfGroup }, to),
      instrument(
        of(own.holding, names.holding),
        { ...walks.holding, start: starts.holding, drop: dropOfHolding },
        to,
      ),
      instrument(
        { ...of(own.bond, names.bond, 'bond'), multiplier: '10' },
        { ...walks.bond, start: '96.4' },
        to,
      ),
      instrument(of(own.fallen, names.fallen), { ...walks.fallen, start: starts.fallen }, to),
    ],
  );
  const habits = [
    deposit(2, { currency, about: money('60'), note: notes.deposit }),
    ...corporateActions({ holding: own.holding, group: own.group, units: texts.units, notes }),
    purchase(own.index, money('25'), { day: 5, text: notes.monthly }),
    purchase(own.group, money('20'), { day: 12, months: [1, 4, 7, 10] }),
    purchase(own.holding, money('20'), { day: 13, months: [2, 5, 8, 11] }),
    ...bond(own.bond, own.bondBudget, { withheld, note: notes.coupon }),
    dividend(own.index, { months: [3, 9], day: 21, thousandths: 12n, withheld }),
    dividend(own.group, { months: [5, 11], day: 22, thousandths: 21n, withheld }),
    dividend(own.holding, { months: [6], day: 24, thousandths: 38n, withheld }),
    ...keeping(currency, notes),
    ...callOption(own.index, {
      month: 3,
      note: notes.call,
      name: `${texts.call} ${own.index}`,
      contracts: own.calls,
    }),
    ...shortSale(own.fallen, money('30'), { month: 4, note: notes.short }),
    ...future(own.index, {
      month: 5,
      note: notes.future,
      name: `${texts.future} ${own.index}`,
      contracts: own.futures,
    }),
    withdrawal(7, 8, { currency, note: notes.withdrawal }),
    ...transfers(own.index, { months: [8, 9], out: notes.out, into: notes.into }),
    sale(own.group, { percent: 12n, month: 12, day: 9, text: notes.trim }),
    yearlyTax(currency, notes.tax),
  ];
  return { accountType: 'DOMESTIC', baseCurrency: currency, country, costMethod: 'FIFO', desk, habits };
}

const abroad = {
  ...{ world: 'DEMO-WRLD', group: 'DEMO-RHIN', holding: 'DEMO-ALPS', ports: 'DEMO-TIDE' },
  ...{ fallen: 'DEMO-SKYL', ether: 'DEMO-ETH', perpetual: 'DEMO-BTC-PERP' },
} as const;

/** An account abroad in dollars, with euros, pounds and bitcoins beside them. */
export function internationalAccount({ locale, texts, to }: Setting): SampleAccount {
  const { instruments: names, notes } = texts;
  const of = (currency: string, symbol: string, name: string, kind: Terms['kind'] = 'equity') => ({
    ...{ symbol, name, kind, currency },
  });
  const perpetual = {
    terms: {
      ...of('BTC', abroad.perpetual, names.perpetual, 'future'),
      payout: 'inverse' as const,
      underlying: 'BTC',
    },
    priceOn: rateInDollars('BTC', to),
  };
  const rates = new Map(['EUR', 'GBP', 'BTC'].map((code) => [code, rateInDollars(code, to)]));
  const desk = new Desk(
    {
      portfolio: { accountType: 'INTERNATIONAL', baseCurrency: 'USD', costMethod: 'AVG', isSample: true },
      rateOn: (currency, day) => rates.get(currency)?.(day) ?? one,
      commission: one / 1000n,
    },
    [
      instrument(of('USD', abroad.world, names.world, 'etf'), { ...walks.fund, start: '61.2' }, to),
      instrument(
        of('EUR', abroad.group, names.groupAbroad),
        { ...walks.group, start: '41.3', drop: dropOfGroup },
        to,
      ),
      instrument(
        of('EUR', abroad.holding, names.holdingAbroad),
        { ...walks.holding, start: '88.5', drop: dropOfHolding },
        to,
      ),
      instrument(of('GBP', abroad.ports, names.ports), { ...walks.holding, start: '7.42' }, to),
      instrument(of('USD', abroad.fallen, names.fallenAbroad), { ...walks.fallen, start: '22.8' }, to),
      instrument(of('USD', abroad.ether, names.ether, 'crypto'), { ...walks.coin, start: '640' }, to),
      perpetual,
    ],
  );
  const eachOther = [1, 3, 5, 7, 9, 11];
  const habits = [
    deposit(3, { currency: 'USD', about: '1500', note: notes.deposit }),
    ...corporateActions({ holding: abroad.holding, group: abroad.group, units: texts.unitsAbroad, notes }),
    purchase(abroad.world, '450', { day: 6, text: notes.monthly }),
    exchange({ from: 'USD', to: 'EUR', amount: '800' }, { months: eachOther, day: 9, text: notes.exchange }),
    exchange({ from: 'EUR', to: 'GBP', amount: '260' }, { months: [2, 8], day: 10 }),
    exchange({ from: 'USD', to: 'BTC', amount: '400' }, { months: [4], day: 10, text: notes.coins }),
    purchase(abroad.group, '330', { day: 11, months: eachOther }),
    purchase(abroad.holding, '330', { day: 13, months: eachOther }),
    purchase(abroad.ports, '240', { day: 16, months: [2, 8] }),
    purchase(abroad.ether, '120', { day: 19, months: [2, 5, 8, 11] }),
    dividend(abroad.world, { months: [3, 6, 9, 12], day: 23, thousandths: 5n, withheld: 10n }),
    dividend(abroad.group, { months: [5], day: 22, thousandths: 26n, withheld: 26n }),
    dividend(abroad.holding, { months: [6], day: 24, thousandths: 30n, withheld: 26n }),
    dividend(abroad.ports, { months: [4, 10], day: 16, thousandths: 19n, withheld: 0n }),
    ...keeping('USD', notes),
    ...shortSale(abroad.fallen, '900', { month: 2, note: notes.short }),
    ...callOption(abroad.world, {
      month: 6,
      note: notes.call,
      name: `${texts.call} ${abroad.world}`,
      contracts: 2n,
    }),
    ...inverseFuture(abroad.perpetual, { month: 9, note: notes.perpetual, funding: notes.funding }),
    ...future(abroad.world, {
      month: 11,
      note: notes.future,
      name: `${texts.future} ${abroad.world}`,
      contracts: 3n,
    }),
    withdrawal(7, 8, { currency: 'USD', note: notes.withdrawal }),
    ...transfers(abroad.holding, { months: [8, 10], out: notes.out, into: notes.into }),
    sale(abroad.world, { percent: 8n, month: 12, day: 9, text: notes.trim }),
    sale(abroad.ether, { percent: 20n, month: 12, day: 10, text: notes.trim }),
    yearlyTax('USD', notes.tax),
  ];
  return {
    ...{ accountType: 'INTERNATIONAL', baseCurrency: 'USD', costMethod: 'AVG', desk, habits },
    country: locale === 'ru' ? 'KZ' : 'GB',
  };
}
