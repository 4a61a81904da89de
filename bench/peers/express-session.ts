import { parseArgs } from 'node:util';
import connectPgSimple from 'connect-pg-simple';
import express from 'express';
import session from 'express-session';
import pg from 'pg';

/**
 * `users.me` as it is written by hand: a session of express-session in PostgreSQL, then the user's row. The argument
 * `untouched` keeps the store from writing to the session for each request.
 */
const [port, touching] = parseArgs({ allowPositionals: true }).positionals;
const { DATABASE_URL: connectionString, SESSION_SECRET: secret = '' } = process.env;

declare module 'express-session' {
  interface SessionData {
    userId: string;
  }
}

const user = {
  name: 'user',
  text: `select id, email, username, full_name as "fullName", role, locale, theme, time_zone as "timeZone",
    base_currency as "baseCurrency", number_format as "numberFormat",
    avatar_url as "avatarUrl", is_active as "isActive", email_verified_at is not null as "emailVerified",
    max_chats as "maxChats", version, created_at as "createdAt", updated_at as "updatedAt",
    last_login_at as "lastLoginAt",
    array(select permission from permissions where role = users.role order by permission) as permissions
    from users where id = $1 and is_active`,
};

const pool = new pg.Pool({ connectionString });
const Store = connectPgSimple(session);

const app = express();
// Neither is on in our server.
app.disable('x-powered-by');
app.disable('etag');
app.get('/', (_request, response) => void response.json({ status: 'ok' }));
app.use(
  session({
    store: new Store({ pool, createTableIfMissing: true, disableTouch: touching === 'untouched' }),
    secret,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', maxAge: 24 * 60 * 60_000 },
  }),
);

// Without a password: nobody measures hashing here.
app.post('/sign-in/:id', (request, response) => {
  request.session.userId = request.params.id;
  response.json({ ok: true });
});

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 takes the promise
app.get('/me', async (request, response) => {
  const { userId } = request.session;
  if (userId === undefined) return void response.status(401).json({ error: 'Sign in first' });
  const { rows } = await pool.query({ ...user, values: [userId] });
  if (rows.length === 0) return void response.status(401).json({ error: 'Sign in first' });
  response.json(rows[0]);
});

app.listen(Number(port), '127.0.0.1');
