import type { User } from '#shared/schemas/users.ts';

/** Who acts: the user as the database has it now, and the live session that speaks for them. */
export interface Actor {
  readonly user: User;
  readonly sessionId: string;
  readonly accessExpiresAt: Date;
  readonly sessionExpiresAt: Date;
}

/** The tokens a request came with; what they name is ended, whatever their age. */
export interface PresentedTokens {
  readonly access: string | null;
  readonly refresh: string | null;
}

/** From where a request came, as a session remembers it. */
export interface Client {
  readonly ip: string;
  readonly userAgent: string | undefined;
}
