import { countKeyHoldings, type KeyHoldings } from '#server/cli/key-holdings.ts';
import { print, say } from '#server/cli/terminal.ts';
import type { Config } from '#server/config.ts';
import type { Repositories } from '#server/repositories.ts';
import { createSecurity } from '#server/security/security.ts';

/** How often the command reports its progress. */
const progressMillis = 1000;

/** Prints what each given key still holds, so that an operator knows when an old one may go. */
export async function printKeys(config: Config, repositories: Repositories): Promise<void> {
  let toldAt = Date.now();
  let read = 0;
  const holdings = await countKeyHoldings({
    repositories,
    security: createSecurity(config),
    keyCount: 1 + config.authSecrets.previous.length,
    onStep(rows) {
      read += rows;
      if (Date.now() - toldAt < progressMillis) return;
      toldAt = Date.now();
      say(`Rows so far: ${read} …`);
    },
  });
  print(['KEY', 'AUTHENTICATOR APPS', 'LINKS IN MAILS'].join('\t'));
  keyNames(config.authSecrets.previous.length).forEach((name, index) =>
    print([name, holdings.totp[index], holdings.mails[index]].join('\t')),
  );
  print(aboutSessions(holdings));
}

function keyNames(previous: number): string[] {
  const ordinal = new Intl.PluralRules('en', { type: 'ordinal' });
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  const older = Array.from({ length: previous }, (_, index) => {
    const place = index + 1;
    return `AUTH_SECRET_PREVIOUS, the ${place}${endings[ordinal.select(place)] ?? 'th'}`;
  });
  return ['AUTH_SECRET', ...older, 'none of them'];
}

function aboutSessions({ livingSessions, oldestRefreshToken }: KeyHoldings): string {
  const count = `Living sessions: ${livingSessions}`;
  if (!oldestRefreshToken) return count;
  const made = `the oldest of their refresh tokens was made at ${oldestRefreshToken.toISOString()}`;
  return `${count}; ${made}. An old key may go if AUTH_SECRET took its place before that`;
}
