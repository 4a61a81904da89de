import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { Amount, Change, Quantity } from '#client/money/figures/figure.tsx';
import { signOf } from '#client/money/figures/compare.ts';
import { useInstrument } from '#client/money/instruments/use-instruments.ts';
import { inputOf, type EnteredValues, type LotValues } from '#client/money/transactions/entered.ts';
import { ratedCurrency } from '#client/money/transactions/known-rate.rules.ts';
import { useIsRateKnown } from '#client/money/transactions/use-known-rate.ts';
import { foresee, type Outcome } from '#client/money/transactions/outcome.rules.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { readDay } from '#shared/money/days.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import { transactionInput } from '#shared/money/transactions.ts';

export interface OutcomeProps {
  values: EnteredValues;
  lots: LotValues;
  portfolio: Portfolio;
  replaced: Transaction | null;
  /** Leads to the field of the rate. */
  onAskRate: () => void;
}

/** What will be on the account once this is saved, by the ledger's own rules. */
export function OutcomeCard(props: OutcomeProps) {
  const { t } = useTranslation(['transactions', 'errors']);
  const foreseen = useForeseen(props);
  return (
    <Card id="outcome" title={t('transactions:outcome.title')} className="lg:sticky lg:top-20">
      <div className="p-5">
        {foreseen === null ? (
          <p className="text-ink-soft">{t('transactions:outcome.waiting')}</p>
        ) : 'refusal' in foreseen ? (
          <>
            <p className="text-warning">{t(`errors:${foreseen.refusal}`)}</p>
            {foreseen.refusal === 'FX_RATE_MISSING' && (
              <Button variant="secondary" size="sm" className="mt-3" onClick={props.onAskRate}>
                {t('transactions:outcome.enterRate')}
              </Button>
            )}
          </>
        ) : (
          <Facts outcome={foreseen.outcome} />
        )}
      </div>
    </Card>
  );
}

function Facts({ outcome: { cash, positions, gain } }: { outcome: Outcome }) {
  const { t } = useTranslation('transactions');
  if (cash.length + positions.length === 0) return <p className="text-ink-soft">{t('outcome.nothing')}</p>;
  return (
    <dl className="flex flex-col gap-3">
      {cash.map(({ currency, change, after }) => (
        <div key={currency}>
          <dt className="text-[0.8125rem] text-ink-soft">{t('outcome.cash', { currency })}</dt>
          <dd className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Amount value={change} currency={currency} hasSign />
            <span className="flex flex-wrap items-baseline gap-x-1.5 font-medium">
              <span className="text-[0.8125rem] font-normal text-ink-soft">{t('outcome.after')}</span>
              <Amount value={after} currency={currency} />
              {signOf(after) < 0 && <Badge tone="warning">{t('outcome.overdrawn')}</Badge>}
            </span>
          </dd>
        </div>
      ))}
      {positions.map(({ symbol, before, after }) => (
        <div key={symbol}>
          <dt className="text-[0.8125rem] text-ink-soft">{symbol}</dt>
          <dd className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Quantity value={before} />
            <span className="flex items-baseline gap-1.5 font-medium">
              <span className="text-[0.8125rem] font-normal text-ink-soft">{t('outcome.after')}</span>
              <Quantity value={after} />
            </span>
          </dd>
        </div>
      ))}
      {gain && (
        <div>
          <dt className="text-[0.8125rem] text-ink-soft">{t('outcome.gain')}</dt>
          <dd className="font-medium">
            <Change value={gain.amount} currency={gain.currency} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Null while something is missing: a field, or what the portfolio holds on that day. */
function useForeseen({ values, lots: lotValues, portfolio, replaced }: Omit<OutcomeProps, 'onAskRate'>) {
  const { signs } = useFormat();
  const { id: portfolioId } = portfolio;
  const { instrumentId, toInstrumentId } = values;
  const isDay = readDay(values.tradeDate) !== null;
  const date = isDay ? { date: values.tradeDate } : {};
  const { data: positions } = trpc.positions.list.useQuery({ portfolioId, ...date }, { enabled: isDay });
  const ids = [instrumentId, toInstrumentId].filter(Boolean);
  const found = [useInstrument(instrumentId), useInstrument(toInstrumentId)];
  const lots = trpc.useQueries((t) =>
    ids.map((id) => t.lots.list({ portfolioId, instrumentId: id, ...date }, { enabled: isDay })),
  );
  const parsed = transactionInput.safeParse(inputOf(values, signs(), lotValues));
  const instruments = found.filter((instrument) => instrument !== undefined);
  const isRateKnown = useIsRateKnown({
    portfolio,
    currency: parsed.success ? ratedCurrency(parsed.data, portfolio, instruments) : null,
    date: values.tradeDate,
    replacedId: replaced?.id,
  });
  if (!parsed.success || !positions || lots.some(({ data }) => !data)) return null;
  const openLots = Object.fromEntries(ids.map((id, place) => [id, lots[place]?.data?.open ?? []]));
  return foresee(parsed.data, {
    portfolio,
    instruments,
    cash: positions.cash,
    openLots,
    replaced,
    isRateKnown,
  });
}
