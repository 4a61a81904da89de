import { createElement, type ReactNode } from 'react';
import type { inferRouterOutputs } from '@trpc/server';
import { expectTypeOf } from 'vitest';
import type { AppRouter } from '#client/lib/quantpulse-api.d.ts';
import { DecimalField } from '#client/money/figures/decimal-field.tsx';
import { Amount, Change, Money, Quantity, Ratio } from '#client/money/figures/figure.tsx';
import type { Priced } from '#shared/money/decimal.ts';

/** A figure that a price or a rate entered does not compile without its provenance, whichever way it is shown. */
type Outputs = inferRouterOutputs<AppRouter>;
declare const positions: Outputs['positions']['list'];
declare const netWorth: Outputs['netWorth']['get'];
declare const performance: Outputs['performance']['get'];
declare const lots: Outputs['lots']['list'];
const currency = 'USD';

expectTypeOf<Outputs['netWorth']['get']['points'][number]['value']>().toEqualTypeOf<Priced>();

for (const { value, quantity, price, cost, gain, weight, provenance } of positions.items) {
  createElement(Money, { value, currency, provenance });
  createElement(Money, { value: price, why: null, currency, provenance, isUnitPrice: true });
  createElement(Change, { value: gain.total, currency, provenance });
  createElement(Amount, { value: cost, currency });
  createElement(Quantity, { value: quantity });
  createElement(Ratio, { value: weight, why: 'nothing is there' });
  // @ts-expect-error a share that may be unknown, without the reason
  createElement(Ratio, { value: weight });
  // @ts-expect-error a price that may be unknown, without the reason
  createElement(Money, { value: price, currency, provenance });
  // @ts-expect-error a price without its provenance
  createElement(Money, { value: price, currency });
  // @ts-expect-error a value without its provenance
  createElement(Amount, { value, currency });
  // @ts-expect-error a gain without its provenance
  createElement(Change, { value: gain.total, currency });
  // @ts-expect-error a gain that says it has none
  createElement(Change, { value: gain.fx, currency, provenance: undefined });
  // @ts-expect-error a value is no quantity
  createElement(Quantity, { value });
  // @ts-expect-error what was recorded has no provenance
  createElement(Money, { value: cost, currency, provenance });
  // @ts-expect-error a value is no text
  expectTypeOf<ReactNode>(value);
  // @ts-expect-error a value is no text
  value.replace('.', ',');
  // @ts-expect-error a value is no number
  Number.parseFloat(value);
}

for (const { amount, amountBase, currency: own, provenance } of positions.cash) {
  createElement(Amount, { value: amount, currency: own });
  createElement(Money, { value: amountBase, currency, provenance });
  // @ts-expect-error a converted balance without the rate's provenance
  createElement(Amount, { value: amountBase, currency });
}

// @ts-expect-error net worth without its provenance
createElement(Amount, { value: netWorth.points[0]?.value ?? null, currency });
// @ts-expect-error the day's gain without its provenance
createElement(Change, { value: netWorth.day?.total ?? null, currency });
createElement(Change, { value: netWorth.gain, why: null, currency, provenance: netWorth.provenance });
createElement(Amount, { value: performance.contributions, currency });
// @ts-expect-error a closing value without its provenance
createElement(Amount, { value: performance.closing, currency });
createElement(Change, { value: lots.matches[0]?.gain ?? '0', currency });

createElement(DecimalField, { id: 'price', label: 'Price', typed: '1,234' });
