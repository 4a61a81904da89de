import { sql } from 'kysely';
import { CommandError } from '#server/cli/command.ts';
import { operator } from '#server/cli/operator-acts.ts';
import type { Database } from '#server/db/database.ts';
import { createAuditRepository } from '#server/identity/audit/audit.repository.ts';
import { canonicalEmail, isMixedScript, newId } from '#server/security/identifiers.ts';
import type { PasswordWork } from '#server/security/passwords.ts';
import { emailSchema, usernameSchema } from '#shared/identity/users.ts';

export interface AdminAccount {
  readonly email: string;
  readonly username: string;
  readonly password: string;
}

/** The e-mail as it is stored, or a CommandError. */
export function requireEmail(typed: string): string {
  const parsed = emailSchema.safeParse(typed);
  const email = parsed.success ? canonicalEmail(parsed.data) : null;
  if (email === null) throw new CommandError('The e-mail address is not valid');
  return email;
}

/** A username that registration reserves is allowed here: the operator may give it. */
export function requireUsername(typed: string): string {
  const parsed = usernameSchema.safeParse(typed);
  if (!parsed.success || isMixedScript(parsed.data))
    throw new CommandError('The username needs 3 to 50 letters, digits or ._- of one script');
  return parsed.data;
}

/**
 * Makes the administrator; false when one with this e-mail exists already. The e-mail of a non-administrator, or a
 * taken username, is a CommandError and changes nothing. A trigger writes the audit event.
 */
export async function createAdmin(
  db: Database,
  passwords: Pick<PasswordWork, 'hash'>,
  account: AdminAccount,
): Promise<boolean> {
  // Checked before the slow hash, because the command may run at every start.
  if (await isAdministrator(db, account.email)) return false;
  const hashedPassword = await passwords.hash(account.password);
  const { email, username } = account;
  const row = { id: newId(), email, username, hashed_password: hashedPassword, role: 'admin' as const };
  const inserted = await db.transaction().execute(async (transaction) => {
    await createAuditRepository(transaction).attribute({ caller: operator('create') });
    return transaction
      .insertInto('users')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
  });
  if (inserted) return true;
  if (await isAdministrator(db, email)) return false;
  throw new CommandError('The username belongs to another account; nothing was changed');
}

async function isAdministrator(db: Database, email: string): Promise<boolean> {
  const user = await db
    .selectFrom('users')
    .select('role')
    .where(sql<boolean>`canonical_identifier(email) = canonical_identifier(${email})`)
    .executeTakeFirst();
  if (user?.role === 'user')
    throw new CommandError('An account with this e-mail exists and is no administrator; nothing was changed');
  return user !== undefined;
}
