import { expect, onTestFinished, test } from 'vitest';
import { registerPerson } from '#server/testing/people.ts';
import { startTestSmtp } from '#server/testing/smtp.ts';
import { settleServers, startTestServer } from '#server/testing/test-server.ts';

/** A thousand callers in this process take many seconds. */
const requests = process.env['QP_LONG_TESTS'] ? 1000 : 200;

/** Of a network of its own each, as a botnet has them. */
const addressOf = (index: number) => `2001:db8:${(index + 1).toString(16)}::1`;

test(
  'a flood of requests for resets is answered alike, and sends three mails to an address at most',
  { timeout: 120_000 },
  async () => {
    const smtp = await startTestSmtp();
    onTestFinished(() => smtp.close());
    const server = await startTestServer({
      // A thousand callers in the process of the server itself are slow to speak.
      connectionLimits: { headMillis: 60_000, requestMillis: 60_000, silenceMillis: 60_000 },
      environment: {
        SMTP_URL: smtp.url,
        TRUSTED_PROXY_HOPS: '1',
        LIMIT_MAILS_PER_ADDRESS: '3/60m',
        LIMIT_MAILS_PER_IP: '20/60m',
      },
    });
    onTestFinished(() => server.close());
    const { email, browser } = await registerPerson(server);
    const flood = Array.from({ length: requests }, (_, index) =>
      server
        .newBrowser()
        .mutate(
          'auth.requestPasswordReset',
          { email: index % 2 ? email : `nobody-${index}@example.com` },
          { headers: { 'x-forwarded-for': addressOf(index) } },
        ),
    );
    const read = browser.query('users.me');
    const answers = await Promise.all(flood);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(['200 {"result":{"data":{"ok":true}}}']),
    );
    expect((await read).status).toBe(200);
    await settleServers();
    expect(server.logLines.filter((line) => line.includes('work after an answer'))).toEqual([]);
    const resets = await server.db
      .selectFrom('mails')
      .where('kind', '=', 'reset-password')
      .select('recipient')
      .execute();
    expect(resets).toEqual([{ recipient: email }, { recipient: email }, { recipient: email }]);
  },
);
