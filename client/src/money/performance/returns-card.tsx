import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { FactLine } from '#client/components/fact-line.tsx';
import { Ratio } from '#client/money/figures/figure.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { Performance } from '#shared/money/performance-output.ts';

const returns = ['twr', 'twrAnnual', 'dietz'] as const;

/** Each return with what it says. Where one has no meaning there is a dash, and why. */
export function ReturnsCard({ performance }: { performance: Performance }) {
  const { t } = useTranslation('performance');
  const { reasons, volatility } = performance;
  const why = (name: keyof typeof reasons) => {
    const reason = reasons[name];
    return reason && t(`reasons.${reason}`);
  };
  return (
    <Card title={t('returns.title')}>
      <dl className="flex flex-col divide-y divide-line px-5 py-2">
        {returns.map((name) => (
          <FactLine key={name} name={t(`returns.${name}`)} hint={why(name) ?? t(`returns.${name}Hint`)}>
            <Ratio value={performance[name]} why={null} hasSign />
          </FactLine>
        ))}
        <Xirr xirr={performance.xirr} />
        <Drawdown performance={performance} why={why('maxDrawdown')} />
        <FactLine name={t('returns.volatility')} hint={why('volatility') ?? t('returns.volatilityHint')}>
          <Ratio value={volatility} why={null} />
        </FactLine>
      </dl>
    </Card>
  );
}

/** Flows that change sign often may have several rates: all are told, none is chosen. */
function Xirr({ xirr: { status, rates } }: Pick<Performance, 'xirr'>) {
  const { t } = useTranslation('performance');
  return (
    <FactLine name={t('returns.xirr')} hint={t(`xirr.${status}`)}>
      <span className="flex flex-col items-end">
        {rates.length === 0 ? (
          <Ratio value={null} why={null} />
        ) : (
          rates.map((rate) => <Ratio key={rate} value={rate} hasSign />)
        )}
      </span>
    </FactLine>
  );
}

function Drawdown({ performance: { maxDrawdown }, why }: { performance: Performance; why: ReactNode }) {
  const { t } = useTranslation('performance');
  const { calendarDate } = useFormat();
  const told = maxDrawdown && {
    peak: calendarDate(maxDrawdown.peak),
    trough: calendarDate(maxDrawdown.trough),
    recovered: maxDrawdown.recovered === null ? '' : calendarDate(maxDrawdown.recovered),
  };
  const hint = told && t(maxDrawdown.recovered === null ? 'drawdown.open' : 'drawdown.recovered', told);
  return (
    <FactLine name={t('returns.maxDrawdown')} hint={hint ?? why}>
      <Ratio value={maxDrawdown?.value ?? null} why={null} hasSign />
    </FactLine>
  );
}
