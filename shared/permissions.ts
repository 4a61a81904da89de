/** The roles of the `users` table. */
export const roles = ['user', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The permissions a procedure may name. Which role has which is a table, read with the session. */
export const permissions = ['users:read', 'users:write', 'audit:read'] as const;
export type Permission = (typeof permissions)[number];
