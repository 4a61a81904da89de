import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { FactLine } from '#client/components/fact-line.tsx';
import { Amount, Change, Money } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';
import type { Performance } from '#shared/money/performance-output.ts';

const parts = ['price', 'fx', 'income', 'fees', 'taxes'] as const;

/** What came in, what went out, and the gain in parts that add up to it. */
export function GainCard({ performance }: { performance: Performance }) {
  const { t } = useTranslation('performance');
  const { opening, closing, contributions, withdrawals, gain, currency, provenance } = performance;
  const figure = { currency, provenance };
  return (
    <ToldOnce provenance={provenance}>
      {(marks) => (
        <Card title={t('gain.title')} action={marks}>
          <dl className="flex flex-col divide-y divide-line px-5 py-2">
            <FactLine name={t('gain.opening')}>
              <Money value={opening} {...figure} />
            </FactLine>
            <FactLine name={t('gain.contributions')}>
              <Amount value={contributions} currency={currency} />
            </FactLine>
            <FactLine name={t('gain.withdrawals')}>
              <Amount value={withdrawals} currency={currency} />
            </FactLine>
            <FactLine name={t('gain.total')} isMain>
              <Change value={gain.total} {...figure} />
            </FactLine>
            {parts.map((part) => (
              <FactLine key={part} name={t(`gain.${part}`)} isPart>
                <Change value={gain[part]} {...figure} />
              </FactLine>
            ))}
            <FactLine name={t('gain.closing')} isMain>
              <Money value={closing} {...figure} />
            </FactLine>
          </dl>
        </Card>
      )}
    </ToldOnce>
  );
}
