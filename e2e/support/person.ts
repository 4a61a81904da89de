import { randomUUID } from 'node:crypto';

/** Somebody with an account, or about to have one. */
export interface Person {
  readonly email: string;
  readonly username: string;
  readonly fullName: string;
  readonly password: string;
}

/** A person nobody has met before. */
export function newcomer(fullName: string): Person {
  const username = `qp-${randomUUID().slice(0, 13)}`;
  return {
    email: `${username}@example.org`,
    username,
    fullName,
    password: `lantern over ${randomUUID().slice(0, 8)} river`,
  };
}
