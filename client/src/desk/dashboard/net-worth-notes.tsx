import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { behindIn, pathToRates, shortList, type Behind } from '#client/desk/dashboard/behind.rules.ts';
import type { NetWorthData } from '#client/desk/dashboard/use-net-worth.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

function Note({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>
        {text} {children}
      </span>
    </li>
  );
}

function Mend({ to, text }: { to: string; text: string }) {
  return (
    <Link
      to={to}
      className="touch-target inline-flex items-center underline decoration-line-strong underline-offset-3 hover:decoration-current"
    >
      {text}
    </Link>
  );
}

interface NetWorthNotesProps {
  netWorth: NetWorthData;
  portfolios: readonly Portfolio[];
}

/** What keeps the figures from being whole, each with the way to the one place where it is mended. */
export function NetWorthNotes({ netWorth, portfolios }: NetWorthNotesProps) {
  const { t } = useTranslation('dashboard');
  const { missing, currency, provenance } = netWorth;
  const lacking = portfolios.filter(({ id }) => missing.includes(id));
  const isBehind = provenance.isStale || provenance.unpriced > 0;
  if (lacking.length === 0 && !isBehind) return null;
  return (
    <ul className="flex flex-col gap-2 text-[0.8125rem]">
      {lacking.map(({ id, name, baseCurrency }) => (
        <Note key={id} text={t('notes.rate', { name, from: baseCurrency, to: currency })}>
          <Mend to={pathToRates(id, currency)} text={t('notes.enterRate')} />
        </Note>
      ))}
      {isBehind && <BehindNotes netWorth={netWorth} portfolios={portfolios} />}
    </ul>
  );
}

/** Net worth knows only that something is behind. What it is, the positions of each portfolio know. */
function BehindNotes({ netWorth, portfolios }: NetWorthNotesProps) {
  const { t } = useTranslation('dashboard');
  const counted = portfolios.filter(({ id }) =>
    netWorth.portfolios.some(({ portfolioId }) => portfolioId === id),
  );
  const read = trpc.useQueries((of) => counted.map(({ id }) => of.positions.list({ portfolioId: id })));
  const notes = counted.flatMap((portfolio, place) => {
    const positions = read[place]?.data;
    return positions ? behindIn(portfolio, positions).map((behind) => ({ ...behind, portfolio })) : [];
  });
  if (notes.length === 0)
    return (
      <Note text={t('notes.stale')}>
        {!read.some(({ isPending }) => isPending) && (
          <Mend to={oldRateOf(netWorth, counted)} text={t('notes.enterPrices')} />
        )}
      </Note>
    );
  return notes.map(({ kind, names, to, portfolio: { id, name } }) => (
    <Note
      key={`${id} ${kind}`}
      text={t(`notes.${kind}`, { count: names.length, names: shortList(names), name })}
    >
      <Mend to={to} text={t(`notes.${mends[kind]}`)} />
    </Note>
  ));
}

const mends = {
  unpriced: 'enterPrice',
  stalePrice: 'enterPrices',
  staleRate: 'enterRate',
} as const satisfies Record<Behind['kind'], string>;

/** Nothing held is behind, so the rate into the currency of net worth is. Which one, only one portfolio abroad tells. */
function oldRateOf({ currency }: NetWorthData, portfolios: readonly Portfolio[]): string {
  const converted = portfolios.filter(({ baseCurrency }) => baseCurrency !== currency);
  const [only] = converted;
  return only && converted.length === 1 ? pathToRates(only.id, currency) : '/portfolios';
}
