import { AppError } from '#server/errors/app-error.ts';
import { toListedUser } from '#server/identity/admin/admin.presenter.ts';
import type { AdminUsersRepository } from '#server/identity/admin/admin-users.repository.ts';
import { toFactors } from '#server/identity/factors/factors.presenter.ts';
import type { FactorsRepository } from '#server/identity/factors/factors.repository.ts';
import type { PasskeysRepository } from '#server/identity/factors/passkeys.repository.ts';
import { toSessionListItem } from '#server/identity/sessions/sessions.presenter.ts';
import type { SessionsRepository } from '#server/identity/sessions/sessions.repository.ts';
import type { InTransaction } from '#server/repositories.ts';
import { canonicalEmail } from '#server/security/identifiers.ts';
import {
  countedMaximum,
  type ListUsersInput,
  type UserDetail,
  type UsersPage,
} from '#shared/identity/admin.ts';
import { listedSessionsMaximum } from '#shared/identity/sessions.ts';

/** As much as fits a screen without much scrolling. */
const defaultLimit = 25;

interface Dependencies {
  adminUsers: Pick<AdminUsersRepository, 'find'>;
  factors: Pick<FactorsRepository, 'count'>;
  passkeys: Pick<PasskeysRepository, 'findOfUser'>;
  sessions: Pick<SessionsRepository, 'findLive'>;
  /** The page and its total are of one moment. */
  inSnapshot: InTransaction;
}

/** What administrators read of users. */
export function createAdminUsersService({ adminUsers, inSnapshot, ...kept }: Dependencies) {
  return {
    /** One page, and how many fit. */
    async list(input: ListUsersInput): Promise<UsersPage> {
      const { search, role, isActive, sort = 'createdAt', cursor, limit = defaultLimit } = input ?? {};
      const direction = input?.direction ?? (sort === 'createdAt' ? 'desc' : 'asc');
      const filters = { role, isActive, search: search ? searchOf(search) : undefined };
      const { rows, counted } = await inSnapshot(async ({ adminUsers: listed }) => {
        if (filters.search) await listed.planByValues();
        const count = await listed.count(filters, countedMaximum + 1);
        const order = { sort, direction, cursor };
        const page = { limit: limit + 1, isCommon: count > countedMaximum };
        return { rows: await listed.findPage(filters, order, page), counted: count };
      });
      const items = rows.slice(0, limit).map(toListedUser);
      const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null;
      const isTotalExact = counted <= countedMaximum;
      return { items, nextCursor, total: Math.min(counted, countedMaximum), isTotalExact };
    },

    async get({ userId }: { userId: string }): Promise<UserDetail> {
      const row = await adminUsers.find(userId);
      if (!row) throw new AppError('NOT_FOUND');
      const counted = await kept.factors.count(userId);
      const passkeys = await kept.passkeys.findOfUser(userId);
      const living = await kept.sessions.findLive(userId, listedSessionsMaximum);
      return {
        user: toListedUser(row),
        factors: toFactors(counted, passkeys),
        sessions: living.map(toSessionListItem),
      };
    },
  };
}

/** An e-mail is stored with its domain in Unicode, however it was typed. */
function searchOf(text: string) {
  return { text, email: (text.includes('@') && canonicalEmail(text)) || text };
}
