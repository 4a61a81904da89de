import type { Credentials, UsersRepository } from '#server/identity/users/users.repository.ts';
import { canonicalEmail } from '#server/security/identifiers.ts';

/** Whom an identifier names: with an `@` it is an e-mail, since no username has one. */
export function findAccount(users: UsersRepository, identifier: string): Promise<Credentials | undefined> {
  if (!identifier.includes('@')) return users.findCredentials('username', identifier);
  return users.findCredentials('email', canonicalEmail(identifier) ?? identifier);
}
