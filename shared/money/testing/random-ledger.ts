import type { Vector } from '#shared/money/testing/open-ledger.ts';

/** A generator of numbers from 0 up to 1 that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const methods = ['FIFO', 'LIFO', 'HIFO', 'AVG', 'SPECIFIC'];
const instruments = [
  { id: 'A', kind: 'equity', currency: 'USD', multiplier: '1', payout: 'linear' },
  { id: 'B', kind: 'equity', currency: 'USD', multiplier: '1', payout: 'linear' },
  { id: 'E', kind: 'bond', currency: 'EUR', multiplier: '10', payout: 'linear' },
  { id: 'F', kind: 'future', currency: 'USD', multiplier: '50', payout: 'linear' },
  { id: 'I', kind: 'future', currency: 'USD', multiplier: '10', payout: 'inverse' },
];
const types =
  'buy buy buy sell sell short cover transfer_in transfer_out expire dividend interest fee tax deposit withdrawal fx settlement split merger spin_off'.split(
    ' ',
  );

/** A ledger of some forty transactions of every type. Many will be refused: those leave nothing behind. */
export function randomLedger(seed: number): Vector {
  const random = seeded(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const pick = <Item>(items: readonly Item[]): Item => items[whole(items.length)] as Item;
  const figure = (places: number, below: number) =>
    `${1 + whole(below)}.${String(whole(10 ** places)).padStart(places, '0')}`;
  const date = () =>
    `2024-${String(1 + whole(6)).padStart(2, '0')}-${String(1 + whole(28)).padStart(2, '0')}`;
  const maybe = (fields: object) => (random() < 0.5 ? fields : {});

  function transaction(index: number) {
    const type = pick(types);
    const base = { id: `t${String(index)}`, type, tradeDate: date() };
    const instrument = pick(instruments).id;
    const costs = {
      ...maybe({ fee: figure(2, 5) }),
      ...maybe({ tax: figure(8, 3) }),
      ...maybe({ fxRate: figure(6, 90) }),
    };
    const amount = figure(pick([0, 2, 8]) || 1, 900);
    switch (type) {
      case 'split':
        return { ...base, instrument, numerator: 1 + whole(5), denominator: 1 + whole(5) };
      case 'merger':
        return {
          ...base,
          instrument: 'A',
          toInstrument: 'B',
          numerator: 1 + whole(3),
          denominator: 1 + whole(7),
        };
      case 'spin_off':
        return {
          ...base,
          instrument: 'A',
          toInstrument: 'B',
          numerator: 1,
          denominator: 1 + whole(9),
          costFraction: '0.21',
        };
      case 'fx':
        return {
          ...base,
          currency: pick(['USD', 'EUR', 'RUB']),
          amount,
          counterCurrency: pick(['USD', 'EUR', 'RUB', 'JPY']),
          counterAmount: figure(2, 900),
        };
      case 'deposit':
      case 'withdrawal':
        return { ...base, ...costs, currency: pick(['USD', 'EUR', 'RUB']), amount };
      case 'fee':
      case 'tax':
        return { ...base, ...maybe({ instrument }), currency: 'USD', amount };
      case 'dividend':
      case 'interest':
      case 'settlement':
        return { ...base, ...costs, instrument, amount: random() < 0.2 ? `-${amount}` : amount };
      default:
        return {
          ...base,
          ...costs,
          instrument,
          quantity: figure(pick([1, 4, 18]), 20),
          price: figure(pick([1, 6]), 300),
        };
    }
  }

  const rows = Array.from({ length: 12 }, () => ({ date: date(), source: 'manual' }));
  return {
    portfolio: {
      accountType: 'INTERNATIONAL',
      baseCurrency: 'RUB',
      costMethod: pick(methods),
      isSample: false,
    },
    instruments,
    transactions: Array.from({ length: 40 }, (_, index) => transaction(index)),
    prices: rows.map((row) => ({ ...row, instrument: pick(instruments).id, price: figure(4, 300) })),
    fxRates: [
      ...['USD', 'EUR', 'JPY'].map((currency) => ({
        date: '2023-12-01',
        source: 'manual',
        base: currency,
        quote: 'RUB',
        rate: figure(4, 90),
      })),
      ...rows.map((row) => ({
        ...row,
        base: pick(['USD', 'EUR']),
        quote: pick(['RUB', 'JPY']),
        rate: figure(5, 120),
      })),
    ],
  };
}
