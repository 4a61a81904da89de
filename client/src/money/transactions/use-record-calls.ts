import { useState } from 'react';
import { newKey } from '#client/money/transactions/keys.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** One write: its key, what it takes the place of, and what was sent under the key so far. */
interface Write {
  readonly key: string;
  readonly replaced: Transaction | null;
  readonly sent: readonly TransactionInput[];
}

const isKeyReused = (error: unknown) => refusalOf(error)?.code === 'KEY_REUSED';

/**
 * Sends what a form holds under one key until it is recorded. Sent again after a lost answer, it is recorded once. What
 * was changed after a lost answer is refused where the first try was recorded. Then the person says what it is.
 */
export function useRecordCalls(portfolioId: string, edited: Transaction | null) {
  const begin = (replaced: Transaction | null): Write => ({ key: newKey(), replaced, sent: [] });
  const [write, setWrite] = useState(() => begin(edited));
  const record = trpc.transactions.record.useMutation();
  const replace = trpc.transactions.replace.useMutation();
  const { key, replaced, sent } = write;

  function send(transaction: TransactionInput): Promise<Transaction> {
    const common = { portfolioId, key, transaction };
    return replaced
      ? replace.mutateAsync({ ...common, transactionId: replaced.id })
      : record.mutateAsync(common);
  }

  /** A used key answers with its row to whoever sends the same content again. */
  async function firstRecorded(): Promise<Transaction> {
    for (const transaction of sent)
      try {
        return await send(transaction);
      } catch (error) {
        if (!isKeyReused(error)) throw error;
      }
    throw new Error('The content that the key was used for was not sent from here');
  }

  return {
    replaced,
    isPending: record.isPending || replace.isPending,
    async mutateAsync(transaction: TransactionInput): Promise<Transaction> {
      setWrite((now) => ({ ...now, sent: [...now.sent, transaction] }));
      const row = await send(transaction);
      setWrite(begin(edited));
      return row;
    },
    /** What is typed will take the place of the first try. */
    editFirst: async () => setWrite(begin(await firstRecorded())),
    /** What is typed will stand beside the first try. */
    enterAnother: () => setWrite(begin(edited)),
  };
}

export type RecordCalls = ReturnType<typeof useRecordCalls>;
