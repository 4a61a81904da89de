/** The roles of the `users` table. */
export const roles = ['user', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The permissions that a procedure may require. The database holds which role has which, and the session reads it. */
export const permissions = ['users:read', 'users:write', 'audit:read', 'mails:read', 'mails:write'] as const;
export type Permission = (typeof permissions)[number];
