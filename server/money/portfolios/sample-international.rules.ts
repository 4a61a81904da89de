import { callOption, future, inverseFuture, shortSale } from './sample-contracts.rules.ts';
import { corporateActions, dropOfGroup, dropOfHolding } from './sample-corporate.rules.ts';
import { Desk } from './sample-desk.rules.ts';
import {
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
import type { SampleInstrument } from './sample-market.rules.ts';
import { rateInDollars } from './sample-rates.rules.ts';
import { lasting, walks, type SampleAccount, type SampleSetting } from './sample-walks.rules.ts';
import { one } from '#shared/money/decimal.ts';

const world = 'DEMO-WRLD';
const group = 'DEMO-MOSL';
const holding = 'DEMO-GLET';
const ports = 'DEMO-SALT';
const fallen = 'DEMO-FTHR';
const ether = 'DEMO-ETH';
const perpetual = 'DEMO-BTC-PERP';

/** In which shares in euros are bought. */
const oddMonths = [1, 3, 5, 7, 9, 11];

/** An account abroad in dollars, with euros, pounds and bitcoins beside them. */
export function internationalAccount(setting: SampleSetting): SampleAccount {
  const rates = new Map(['EUR', 'GBP', 'BTC'].map((code) => [code, rateInDollars(code, setting.to)]));
  const desk = new Desk(
    {
      portfolio: { accountType: 'INTERNATIONAL', baseCurrency: 'USD', costMethod: 'AVG', isSample: true },
      rateOn: (currency, day) => rates.get(currency)?.(day) ?? one,
      commission: one / 1000n,
    },
    instrumentsOf(setting),
  );
  return {
    accountType: 'INTERNATIONAL',
    baseCurrency: 'USD',
    country: setting.locale === 'ru' ? 'KZ' : 'GB',
    costMethod: 'AVG',
    desk,
    habits: [...savings(setting), ...ventures(setting), ...paidOut(setting)],
  };
}

function instrumentsOf({ texts, to }: SampleSetting): SampleInstrument[] {
  const { instruments: names } = texts;
  const kind = 'equity' as const;
  const inEuros = { kind, currency: 'EUR' };
  const inDollars = { kind, currency: 'USD' };
  return [
    lasting(
      { ...inDollars, symbol: world, name: names.world, kind: 'etf' },
      { ...walks.fund, start: '61.2' },
      to,
    ),
    lasting(
      { ...inEuros, symbol: group, name: names.groupAbroad },
      { ...walks.group, start: '41.3', drop: dropOfGroup },
      to,
    ),
    lasting(
      { ...inEuros, symbol: holding, name: names.holdingAbroad },
      { ...walks.holding, start: '88.5', drop: dropOfHolding },
      to,
    ),
    lasting(
      { kind, currency: 'GBP', symbol: ports, name: names.ports },
      { ...walks.holding, start: '7.42' },
      to,
    ),
    lasting(
      { ...inDollars, symbol: fallen, name: names.fallenAbroad },
      { ...walks.fallen, start: '22.8' },
      to,
    ),
    lasting(
      { ...inDollars, symbol: ether, name: names.ether, kind: 'crypto' },
      { ...walks.coin, start: '640' },
      to,
    ),
    {
      terms: {
        symbol: perpetual,
        name: names.perpetual,
        kind: 'future',
        currency: 'BTC',
        payout: 'inverse',
        underlying: 'BTC',
      },
      priceOn: rateInDollars('BTC', to),
    },
  ];
}

function savings({ texts }: SampleSetting) {
  const { notes } = texts;
  const toEuros = { from: 'USD', to: 'EUR', amount: '800' };
  return [
    deposit(3, { currency: 'USD', about: '1500', note: notes.deposit }),
    purchase(world, '450', { day: 6, text: notes.monthly }),
    exchange(toEuros, { months: oddMonths, day: 9, text: notes.exchange }),
    exchange({ from: 'EUR', to: 'GBP', amount: '260' }, { months: [2, 8], day: 10, text: notes.exchange }),
    exchange({ from: 'USD', to: 'BTC', amount: '400' }, { months: [4], day: 10, text: notes.coins }),
    purchase(group, '330', { day: 11, months: oddMonths }),
    purchase(holding, '330', { day: 13, months: oddMonths }),
    purchase(ports, '240', { day: 16, months: [2, 8] }),
    purchase(ether, '120', { day: 19, months: [2, 5, 8, 11] }),
    ...transfers(holding, { months: [8, 10], out: notes.out, into: notes.into }),
    sale(world, { percent: 8n, month: 12, day: 9, text: notes.trim }),
    sale(ether, { percent: 20n, month: 12, day: 10, text: notes.trim }),
  ];
}

function ventures({ texts }: SampleSetting) {
  const { notes } = texts;
  return [
    ...corporateActions({ holding, group, units: texts.unitsAbroad, notes }),
    ...shortSale(fallen, '900', { month: 2, note: notes.short }),
    ...callOption(world, { month: 6, note: notes.call, name: `${texts.call} ${world}`, contracts: 2n }),
    ...inverseFuture(perpetual, { month: 9, note: notes.perpetual, funding: notes.funding }),
    ...future(world, { month: 11, note: notes.future, name: `${texts.future} ${world}`, contracts: 3n }),
  ];
}

function paidOut({ texts }: SampleSetting) {
  const { notes } = texts;
  return [
    dividend(world, { months: [3, 6, 9, 12], day: 23, thousandths: 5n, withheld: 10n }),
    dividend(group, { months: [5], day: 22, thousandths: 26n, withheld: 26n }),
    dividend(holding, { months: [6], day: 24, thousandths: 30n, withheld: 26n }),
    dividend(ports, { months: [4, 10], day: 16, thousandths: 19n, withheld: 0n }),
    ...keeping('USD', notes),
    withdrawal(7, 8, { currency: 'USD', note: notes.withdrawal }),
    yearlyTax('USD', notes.tax),
  ];
}
