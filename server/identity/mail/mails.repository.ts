import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { daysAgo, sweepBatch } from '#server/db/sweep-batch.ts';
import { mailKinds, type MailKind } from '#shared/identity/mail.ts';

export interface NewMailRow {
  readonly id: string;
  readonly userId: string;
  readonly kind: MailKind;
  readonly recipient: string;
  readonly ip: string | null;
  readonly device: string | null;
  readonly details: Readonly<Record<string, string | number>>;
  readonly sealedToken: Buffer | null;
}

/** Everything that the text of a mail is made of. Every query names the tables `mails` and `users`. */
const written = [
  'mails.id',
  'mails.kind',
  'mails.recipient',
  'mails.ip_address',
  'mails.device_info',
  'mails.details',
  'mails.sealed_token',
  'mails.created_at',
  'users.locale',
  'users.time_zone',
] as const;

export type MailsRepository = ReturnType<typeof createMailsRepository>;
export type MailRow = Awaited<ReturnType<MailsRepository['findNewest']>>[number];
export type DueMail = NonNullable<Awaited<ReturnType<MailsRepository['takeDue']>>>;

/** What a list tells of a mail; never its words, never its link. */
const listed = [
  'id',
  'kind',
  'user_id',
  'recipient',
  'state',
  'tries',
  'last_error',
  'created_at',
  'sent_at',
  'next_try_at',
] as const;

export type MailState = 'queued' | 'sent' | 'failed';
export type ListedMailRow = Awaited<ReturnType<MailsRepository['findPage']>>[number];

/** More than a try may take (`server/smtp.ts` gives up after two minutes). */
const leaseMinutes = 5;

/** Longer than a weekend without a server. Who finds a mail of last month today takes its news for today's. */
const overdueHours = 72;
const isOverdue = sql<boolean>`next_try_at < now() - make_interval(hours => ${sql.lit(overdueHours)})`;

export function createMailsRepository(db: Database) {
  return {
    async insert(mail: NewMailRow): Promise<void> {
      await db
        .insertInto('mails')
        .values({
          id: mail.id,
          user_id: mail.userId,
          kind: mail.kind,
          recipient: mail.recipient,
          ip_address: mail.ip,
          device_info: mail.device,
          details: JSON.stringify(mail.details),
          sealed_token: mail.sealedToken,
        })
        .execute();
    },

    /**
     * The mail that has waited longest. For a pause that is longer than sending takes, no other worker gets it. So a worker that dies meanwhile loses no mail. Undefined when none is due.
     */
    async takeDue() {
      return db
        .with('due', (query) =>
          query
            .selectFrom('mails')
            .select(['id', isOverdue.as('is_overdue')])
            .where('state', '=', 'queued')
            .where('next_try_at', '<=', sql<Date>`now()`)
            .where('kind', 'in', mailKinds)
            .orderBy('next_try_at')
            .limit(1)
            .forUpdate()
            .skipLocked(),
        )
        .updateTable('mails')
        .from(['due', 'users'])
        .whereRef('mails.id', '=', 'due.id')
        .whereRef('users.id', '=', 'mails.user_id')
        .set({
          tries: sql`mails.tries + 1`,
          next_try_at: sql`now() + make_interval(mins => ${sql.lit(leaseMinutes)})`,
        })
        .returning([...written, 'mails.tries', 'due.is_overdue'])
        .executeTakeFirst();
    },

    async updateAsSent(id: string): Promise<void> {
      await db
        .updateTable('mails')
        .set({ state: 'sent', sent_at: sql`now()`, sealed_token: null, last_error: null })
        .where('id', '=', id)
        .execute();
    },

    /** Keeps why a try failed. Without `waitSeconds`, the mail is given up. */
    async updateAsTried(id: string, error: string, waitSeconds: number | null): Promise<void> {
      await db
        .updateTable('mails')
        .set(
          waitSeconds === null
            ? { last_error: error, state: 'failed', sealed_token: null }
            : { last_error: error, next_try_at: sql`now() + make_interval(secs => ${waitSeconds}::int)` },
        )
        .where('id', '=', id)
        .where('state', '=', 'queued')
        .execute();
    },

    /** The newest mails of everybody, with what their texts are made of. */
    async findNewest(limit: number) {
      return db
        .selectFrom('mails')
        .innerJoin('users', 'users.id', 'mails.user_id')
        .select(written)
        .where('kind', 'in', mailKinds)
        .orderBy('mails.id', 'desc')
        .limit(limit)
        .execute();
    },

    /** Whether a user got a mail of this kind within the last 24 hours. */
    async existsToday(userId: string, kind: MailKind): Promise<boolean> {
      const row = await db
        .selectFrom('mails')
        .select('id')
        .where('user_id', '=', userId)
        .where('kind', '=', kind)
        .where('created_at', '>', sql<Date>`now() - interval '24 hours'`)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** A page of everybody's mails, newest first, without what their texts are made of. */
    async findPage(limit: number, state?: MailState, before?: string) {
      return (
        db
          .selectFrom('mails')
          .select(listed)
          // A literal, so that the plan is made for this state.
          .$if(state !== undefined, (query) => query.where('state', '=', sql.lit(state ?? 'failed')))
          .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
          .where('kind', 'in', mailKinds)
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
      );
    },

    async find(id: string) {
      return db.selectFrom('mails').select(listed).where('id', '=', id).executeTakeFirst();
    },

    /** How many mails were given up, counted up to `most`. */
    async countFailed(most: number): Promise<number> {
      const failed = db
        .selectFrom('mails')
        .select('id')
        .where('state', '=', sql.lit('failed'))
        .orderBy('id', 'desc')
        .limit(most);
      const row = await db
        .selectFrom(failed.as('failed'))
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Gives a failed mail all its tries again, and a new link if there is one; false for any other. */
    async updateAsQueued(id: string, link?: { sealedToken: Buffer; until: string }): Promise<boolean> {
      const result = await db
        .updateTable('mails')
        .set({
          state: 'queued',
          tries: 0,
          next_try_at: sql`now()`,
          last_error: null,
          ...(link && {
            sealed_token: link.sealedToken,
            details: sql`details || jsonb_build_object('until', ${link.until}::text)`,
          }),
        })
        .where('id', '=', id)
        .where('state', '=', 'failed')
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** The next mails that keep a link until they are sent, by their ids; null: from the beginning. */
    async findSealedAfter(id: string | null, limit: number) {
      return db
        .selectFrom('mails')
        .select(['id', 'sealed_token'])
        .where('state', '=', sql.lit('queued'))
        .where('sealed_token', 'is not', null)
        .$if(id !== null, (query) => query.where('id', '>', id ?? ''))
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    async findOfUser(userId: string, limit: number) {
      return db
        .selectFrom('mails')
        .select(['id', 'kind', 'recipient', 'state', 'created_at', 'sent_at', 'ip_address', 'device_info'])
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('mails')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Removes at most `batch` mails written more than `days` ago; returns their number. */
    async deleteOlderThan(days: number, batch: number): Promise<number> {
      return sweepBatch(db, { table: 'mails', age: sql`created_at`, before: daysAgo(days), batch });
    },
  };
}
