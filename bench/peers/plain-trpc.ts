import { createSecretKey } from 'node:crypto';
import { parseArgs } from 'node:util';
import { initTRPC, TRPCError } from '@trpc/server';
import { createExpressMiddleware, type CreateExpressContextOptions } from '@trpc/server/adapters/express';
import express from 'express';
import jwt from 'jsonwebtoken';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { DB } from '#server/db/schema.ts';
import { userSchema } from '#shared/identity/users.ts';
import type { Permission } from '#shared/permissions.ts';

/**
 * `users.me` of our stack by itself: an access token, the session's row joined with its user, a checked output. Without
 * limits, log lines, security headers, cookies and codes.
 */
const [port] = parseArgs({ allowPositionals: true }).positionals;
const { DATABASE_URL: connectionString, TOKEN_SECRET: secret = '' } = process.env;
const key = createSecretKey(Buffer.from(secret));
const claims = z.object({ sub: z.guid(), sid: z.guid() });

const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }) });
const permissions = sql<Permission[]>`array(
  select permission from permissions where permissions.role = users.role order by permission)`;

async function findUser(token: string) {
  const { sub, sid } = claims.parse(jwt.verify(token, key, { algorithms: ['HS256'] }));
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .where('sessions.user_id', '=', sub)
    .where('sessions.id', '=', sid)
    .where('sessions.revoked_at', 'is', null)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('users.is_active', '=', true)
    .select(['users.id', 'users.email', 'users.username', 'users.full_name as fullName', 'users.role'])
    .select(['users.locale', 'users.theme', 'users.time_zone as timeZone', 'users.avatar_url as avatarUrl'])
    .select(['users.base_currency as baseCurrency', 'users.number_format as numberFormat'])
    .select(['users.is_active as isActive', 'users.max_chats as maxChats', 'users.version'])
    .select(['users.created_at as createdAt', 'users.updated_at as updatedAt'])
    .select('users.last_login_at as lastLoginAt')
    .select(sql<boolean>`users.email_verified_at is not null`.as('emailVerified'))
    .select(permissions.as('permissions'))
    .executeTakeFirst();
}

const t = initTRPC.context<typeof createContext>().create();

function createContext({ req }: CreateExpressContextOptions) {
  return { token: req.headers.authorization?.replace(/^Bearer /, '') };
}

const protectedProcedure = t.procedure.use(async ({ ctx, next }) => {
  const user = ctx.token === undefined ? undefined : await findUser(ctx.token).catch(refuse);
  return user ? next({ ctx: { user } }) : refuse();
});

function refuse(cause?: unknown): never {
  throw new TRPCError({ code: 'UNAUTHORIZED', cause });
}

const output = userSchema.extend({
  createdAt: z.date(),
  updatedAt: z.date(),
  lastLoginAt: z.date().nullable(),
});
const router = t.router({
  users: t.router({ me: protectedProcedure.output(output).query(({ ctx }) => ctx.user) }),
});

const app = express();
// Neither is on in our server.
app.disable('x-powered-by');
app.disable('etag');
app.get('/', (_request, response) => void response.json({ status: 'ok' }));
app.use('/trpc', createExpressMiddleware({ router, createContext }));
app.listen(Number(port), '127.0.0.1');
