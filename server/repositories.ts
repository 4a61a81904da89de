import type { Database } from '#server/db/database.ts';
import { createSessionsRepository } from '#server/features/sessions/sessions.repository.ts';
import { createUsersRepository } from '#server/features/users/users.repository.ts';

/** What the database keeps. */
export function createRepositories(db: Database, settings: { sessionIdleMinutes: number }) {
  return {
    users: createUsersRepository(db),
    sessions: createSessionsRepository(db, settings.sessionIdleMinutes),
  };
}

export type Repositories = ReturnType<typeof createRepositories>;

/** Runs `work` on repositories bound to one transaction, which commits when it returns and rolls back when it throws. */
export type InTransaction = <Result>(
  work: (repositories: Repositories) => Promise<Result>,
) => Promise<Result>;

export function createInTransaction(db: Database, settings: { sessionIdleMinutes: number }): InTransaction {
  return (work) => db.transaction().execute((transaction) => work(createRepositories(transaction, settings)));
}
