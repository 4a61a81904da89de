import { expect, test } from 'vitest';
import { readDay } from '#shared/money/days.ts';
import { gainOf } from '#shared/money/gains.ts';
import { sweep, type Sweep } from '#shared/money/performance.ts';
import { openLedger } from '#shared/money/testing/open-ledger.ts';
import { randomLedger, seeded } from '#shared/money/testing/random-ledger.ts';
import { internalRates } from '#shared/money/xirr.ts';

const rounds = process.env['QP_LONG_TESTS'] ? 10_000 : 150;
/** A round takes a few milliseconds, and ten times as long beside other work. */
const options = { timeout: 20_000 + rounds * 60 };
const seeds = Array.from({ length: rounds }, (_, seed) => seed);
const from = readDay('2024-02-10') ?? 0;
const range = { from, to: from + 100 };

const unexplained = ({ opening, closing, flows, gain }: Sweep) =>
  closing - opening - flows.reduce((sum, { amount }) => sum + amount, 0n) - gainOf(gain);

test(
  'the parts of a gain add up to it in random ledgers, for the whole and for each instrument',
  options,
  () => {
    let recorded = 0;
    for (const seed of seeds) {
      const ledger = openLedger(randomLedger(seed));
      recorded += ledger.recordWhatGoes();
      const books = ledger.books();
      for (const instrument of [null, 'A', 'B', 'E', 'F', 'I'])
        expect({ seed, instrument, left: unexplained(sweep(books, range, instrument)) }).toEqual({
          seed,
          instrument,
          left: 0n,
        });
    }
    expect(recorded).toBeGreaterThan(rounds * 10);
  },
);

test('a random ledger whose holdings are sold whole has nothing left, to the last digit', options, () => {
  for (const seed of seeds) {
    const ledger = openLedger(randomLedger(seed));
    ledger.recordWhatGoes();
    ledger.sellAll();
    expect({ seed, open: ledger.state().open }).toEqual({ seed, open: [] });
  }
});

test('a rate of return that random flows have is found', options, () => {
  const random = seeded(7);
  for (let round = 0; round < rounds; round += 1) {
    const rate = 0.5 + random() * 2;
    const flows = Array.from({ length: 2 + Math.floor(random() * 12) }, () => ({
      day: Math.floor(random() * 3000),
      amount: BigInt(Math.round((random() - 0.4) * 1e6)) * 10n ** 18n,
    }));
    const today = 3000;
    const worth = flows.reduce(
      (sum, { day, amount }) => sum + Number(amount / 10n ** 18n) * rate ** ((today - day) / 365),
      0,
    );
    const last = { day: today, amount: -BigInt(Math.round(worth * 1e8)) * 10n ** 10n };
    const { rates } = internalRates([...flows, last]);
    expect({
      round,
      isFound: rates.some((found) => Math.abs(Math.log1p(found) - Math.log(rate)) < 1e-6),
    }).toEqual({ round, isFound: true });
  }
});
