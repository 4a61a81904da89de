import { accountRouter } from '#server/identity/account/account.router.ts';
import { adminRouter } from '#server/identity/admin/admin.router.ts';
import { authRouter } from '#server/identity/auth/auth.router.ts';
import { factorsRouter } from '#server/identity/factors/factors.router.ts';
import { outboxRouter } from '#server/identity/mail/outbox.router.ts';
import { sessionsRouter } from '#server/identity/sessions/sessions.router.ts';
import { instrumentsRouter } from '#server/money/instruments/instruments.router.ts';
import { portfoliosRouter } from '#server/money/portfolios/portfolios.router.ts';
import { fxRatesRouter } from '#server/money/prices/fx-rates.router.ts';
import { pricesRouter } from '#server/money/prices/prices.router.ts';
import { netWorthRouter } from '#server/money/performance/net-worth.router.ts';
import { performanceRouter } from '#server/money/performance/performance.router.ts';
import { lotsRouter } from '#server/money/positions/lots.router.ts';
import { positionsRouter } from '#server/money/positions/positions.router.ts';
import { transactionsRouter } from '#server/money/transactions/transactions.router.ts';
import { systemRouter } from '#server/system.router.ts';
import { tokensRouter } from '#server/identity/tokens/tokens.router.ts';
import { usersRouter } from '#server/identity/users/users.router.ts';
import { router } from '#server/trpc/procedures.ts';

/** Every procedure of the API. */
export const appRouter = router({
  account: accountRouter,
  admin: adminRouter,
  auth: authRouter,
  factors: factorsRouter,
  fxRates: fxRatesRouter,
  instruments: instrumentsRouter,
  portfolios: portfoliosRouter,
  prices: pricesRouter,
  lots: lotsRouter,
  netWorth: netWorthRouter,
  outbox: outboxRouter,
  performance: performanceRouter,
  positions: positionsRouter,
  sessions: sessionsRouter,
  system: systemRouter,
  tokens: tokensRouter,
  transactions: transactionsRouter,
  users: usersRouter,
});

export type AppRouter = typeof appRouter;
