import type { BrowserContext, Page } from '@playwright/test';
import { Client } from 'pg';
import { mutate } from './api.ts';
import { giveMoney } from './picture-money.ts';
import type { Preferences } from './open-session.ts';
import { chosenApp } from './run-settings.ts';

/** An hour in which all exchanges trade. Half a minute keeps slow runs within the minute. */
const picturedAt = Date.parse('2026-11-18T14:41:30.000Z');
const dayMilliseconds = 24 * 60 * 60 * 1000;

export const maria = {
  email: 'maria.orlova@example.org',
  username: 'maria.orlova',
  fullName: { en: 'Maria Orlova', ru: 'Мария Орлова' },
  password: 'four calm grey herons',
};
const ownAddress = '203.0.113.24';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const office = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0';

/**
 * Sign-ins of the last days: of this browser, a phone and an office. Whole days ago, so that the hour of the run moves
 * none into another day.
 */
const history = Array.from({ length: 29 }, (_, index) => index + 1).flatMap((day) => [
  ...(day % 7 < 5 ? [{ day, agent: null, ip: ownAddress }] : []),
  ...(day % 3 === 0 ? [{ day, agent: phone, ip: '198.51.100.7' }] : []),
  ...(day % 5 === 2 ? [{ day, agent: office, ip: '192.0.2.80' }] : []),
]);

/** Somebody whose account has a month behind it, signed in in this browser and on two other devices. */
export async function openPicturedSession(
  context: BrowserContext,
  { email, preferences }: { email: string; preferences: Preferences },
): Promise<void> {
  const { request } = context;
  const { password } = maria;
  const { user } = await mutate<{ user: { id: string; version: number } }>(request, 'auth.register', {
    email,
    password,
  });
  const fullName = maria.fullName[preferences.locale];
  await mutate(request, 'users.updateProfile', { ...preferences, fullName, version: user.version });
  await giveMoney(request, preferences.locale);
  const client = new Client({ connectionString: chosenApp()?.databaseUrl });
  await client.connect();
  try {
    await giveHistory(client, user.id);
  } finally {
    await client.end();
  }
}

async function giveHistory(client: Client, userId: string): Promise<void> {
  await client.query(
    `update users set created_at = created_at - interval '41 days', email_verified_at = now() where id = $1`,
    [userId],
  );
  await client.query(
    `update sessions set created_at = now() - interval '2 minutes', ip_address = $2 where user_id = $1`,
    [userId, ownAddress],
  );
  for (const [agent, ip, opened, seen] of [
    [phone, '198.51.100.7', '2 days', '18 minutes'],
    [office, '192.0.2.80', '6 hours', '5 hours'],
  ])
    await client.query(
      `insert into sessions (user_id, id, refresh_token_hash, remember_me, channel, ip_address, device_info,
          created_at, last_seen_at, expires_at)
        values ($1, gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), true, 'cookie', $2, $3,
          now() - $4::interval, now() - $5::interval, now() + interval '28 days')`,
      [userId, ip, agent, opened, seen],
    );
  for (const { day, agent, ip } of history)
    await client.query(
      `insert into audit_events (id, event, user_id, actor_id, ip_address, device_info, request_id, occurred_at)
        select gen_random_uuid(), 'signed-in', $1, $1, $2, coalesce($3, device_info), 'picture',
          now() - make_interval(days => $4)
        from audit_events where user_id = $1 and event = 'registered'`,
      [userId, ip, agent, day],
    );
  // The trail refuses a change from everybody but its superuser.
  await client.query('set session_replication_role = replica');
  await client.query(
    `update audit_events set occurred_at = occurred_at - interval '41 days'
      where user_id = $1 and event = 'registered'`,
    [userId],
  );
}

const dayInQuotes = /"(\d{4}-\d\d-\d\d)"/g;
const movedBy = (days: number, day: string) =>
  new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);

/**
 * Shows the page as of one fixed moment. Its clock stands, and each time in an answer is moved by the same distance.
 * What differs from run to run, addresses and names, is told in its fixed form.
 */
export async function standStill(page: Page, { email, timeZone }: { email: string; timeZone: string }) {
  const shift = picturedAt - Date.now();
  const dayOf = (at: number) => Date.parse(new Date(at).toLocaleDateString('sv', { timeZone }));
  const days = (dayOf(picturedAt) - dayOf(Date.now())) / dayMilliseconds;
  const username = email.split('@')[0] ?? email;
  await page.clock.setFixedTime(picturedAt + 5_000);
  await page.route('**/trpc/**', async (route) => {
    const sent = route
      .request()
      .postData()
      ?.replaceAll(maria.email, email)
      .replaceAll(dayInQuotes, (_, day: string) => `"${movedBy(-days, day)}"`);
    const answer = await route.fetch({ ...(sent !== undefined && { postData: sent }) });
    const told = (await answer.text())
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (at) =>
        new Date(Date.parse(at) + shift).toISOString(),
      )
      .replaceAll(dayInQuotes, (_, day: string) => `"${movedBy(days, day)}"`)
      .replaceAll('127.0.0.1', ownAddress)
      .replaceAll(email, maria.email)
      .replaceAll(username, maria.username);
    await route.fulfill({ response: answer, body: told });
  });
}
