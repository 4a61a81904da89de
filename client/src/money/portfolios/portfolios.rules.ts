import type { z } from 'zod';
import { checkedBy } from '#client/forms/field-codes.ts';
import { signOf } from '#client/money/figures/compare.ts';
import {
  createPortfolioInput,
  updatePortfolioInput,
  type AccountType,
  type CreatePortfolioInput,
} from '#shared/money/portfolios.ts';

/** A new portfolio as it is typed. */
export type PortfolioValues = Required<
  Pick<CreatePortfolioInput, 'name' | 'accountType' | 'baseCurrency' | 'costMethod'>
> & {
  country: string | null;
};

export const newPortfolioResolver = checkedBy(
  createPortfolioInput as z.ZodType<CreatePortfolioInput, PortfolioValues>,
);

/** What most people have: one account at home, whose oldest shares are sold first. */
export function emptyPortfolio(baseCurrency: string): PortfolioValues {
  return { name: '', accountType: 'DOMESTIC', baseCurrency, country: null, costMethod: 'FIFO' };
}

/** What can be changed later. */
export type ChangesValues = Pick<PortfolioValues, 'name' | 'country' | 'costMethod'>;

const changes = updatePortfolioInput.pick({ name: true, country: true, costMethod: true });

/** An international account is in a country, also after a change. */
export const changesResolver = (accountType: AccountType) =>
  checkedBy<ChangesValues, Partial<ChangesValues>>(
    changes.refine(({ country }) => accountType === 'DOMESTIC' || typeof country === 'string', {
      path: ['country'],
      params: { code: 'REQUIRED' },
    }) as z.ZodType<Partial<ChangesValues>, ChangesValues>,
  );

type Figure = Parameters<typeof signOf>[0];

/** No price or rate of today is there, on a weekend for one. A change of zero would tell what nobody knows. */
export function isTodayUnknown(day: { total: Figure; asOf: string | null }, today: string): boolean {
  return signOf(day.total) === 0 && day.asOf !== null && day.asOf < today;
}
