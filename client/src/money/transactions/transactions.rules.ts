import { chosenIn, dayIn, idIn, said } from '#client/lib/address-values.ts';
import { rowTypes, type ListTransactionsInput, type Transaction } from '#shared/money/transaction-rows.ts';

const cursor = /^\d{4}-\d{2}-\d{2}\.[01]\.\d{1,15}\.[\da-f-]{36}$/;

/** What the filters of an address ask for. Days that are the wrong way round count as not said. */
export function transactionsInputOf(
  params: URLSearchParams,
  portfolioId: string,
): NonNullable<ListTransactionsInput> {
  const type = chosenIn(params, 'type', rowTypes);
  const [from, to] = [dayIn(params, 'from'), dayIn(params, 'to')];
  const isBackward = from !== undefined && to !== undefined && from > to;
  const place = params.get('cursor') ?? '';
  return {
    portfolioId,
    ...said({
      instrumentId: idIn(params, 'instrument'),
      types: type && [type],
      from: isBackward ? undefined : from,
      to: isBackward ? undefined : to,
      includeVoided: params.has('voided') || undefined,
      cursor: cursor.test(place) ? place : undefined,
    }),
  };
}

/** What a transaction did to the money on the account, by currency. */
export function cashOf({ legs }: Pick<Transaction, 'legs'>) {
  return legs.filter(({ account }) => account === 'cash');
}

/** Whether a row counts: neither taken back nor a taking back. */
export function isLive({ type, voidedBy }: Transaction): boolean {
  return type !== 'void' && voidedBy === null;
}

/** True while a filter hides some of the transactions. */
export function isFiltered(params: URLSearchParams): boolean {
  return ['type', 'instrument', 'from', 'to'].some((name) => params.has(name));
}
