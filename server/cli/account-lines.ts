import { print } from '#server/cli/terminal.ts';
import type { AccountsRepository } from '#server/identity/users/accounts.repository.ts';

type Listed = Awaited<ReturnType<AccountsRepository['findAfter']>>[number];
type Shown = NonNullable<Awaited<ReturnType<AccountsRepository['find']>>>;

/** Read by one statement. */
const page = 1000;

/** Every account on a line of its own, the fields separated by tabs. */
export async function printAccounts(accounts: AccountsRepository): Promise<void> {
  printFields(['E-MAIL', 'USERNAME', 'ROLE', 'STATE', 'CREATED', 'LAST SIGN-IN']);
  let rows: Listed[];
  let last: string | null = null;
  do {
    rows = await accounts.findAfter(last, page);
    last = rows.at(-1)?.id ?? null;
    for (const row of rows)
      printFields([
        row.email,
        row.username,
        row.role,
        stateOf(row),
        day(row.created_at),
        day(row.last_login_at),
      ]);
  } while (rows.length === page);
}

/** One account, a field on each line. */
export function printAccount(account: Shown): void {
  const fields = {
    id: account.id,
    'e-mail': account.email,
    username: account.username,
    'full name': account.full_name ?? '–',
    role: account.role,
    state: stateOf(account),
    created: account.created_at.toISOString(),
    'last sign-in': account.last_login_at?.toISOString() ?? 'never',
    'open sessions': String(account.open_sessions),
    'known devices': String(account.known_devices),
  };
  for (const [name, value] of Object.entries(fields)) print(`${name.padEnd(15)}${harmless(value)}`);
}

function printFields(fields: string[]): void {
  print(fields.map(harmless).join('\t'));
}

function stateOf({ is_active: isActive, deleted_at: deletedAt }: Listed): string {
  if (deletedAt) return 'deleted';
  return isActive ? 'active' : 'disabled';
}

function day(instant: Date | null): string {
  return instant?.toISOString().slice(0, 10) ?? 'never';
}

/** What somebody wrote into the table by hand must not steer the operator's terminal. */
function harmless(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}
