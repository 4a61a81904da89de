import { authRouter } from '#server/features/auth/auth.router.ts';
import { sessionsRouter } from '#server/features/sessions/sessions.router.ts';
import { systemRouter } from '#server/features/system/system.router.ts';
import { tokensRouter } from '#server/features/tokens/tokens.router.ts';
import { usersRouter } from '#server/features/users/users.router.ts';
import { router } from '#server/trpc/procedures.ts';

/** What the API offers. */
export const appRouter = router({
  auth: authRouter,
  sessions: sessionsRouter,
  system: systemRouter,
  tokens: tokensRouter,
  users: usersRouter,
});

export type AppRouter = typeof appRouter;
