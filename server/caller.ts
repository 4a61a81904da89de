import type { Channel } from '#server/identity/sessions/sessions.repository.ts';
import type { User } from '#shared/identity/users.ts';

/** Who acts: the user as the database has it now, and the live session that speaks for them. */
export interface Actor {
  readonly user: User;
  readonly sessionId: string;
  readonly accessExpiresAt: Date;
  readonly sessionExpiresAt: Date;
  /** True within ten minutes of a sign-in or of the password given anew: what sensitive acts ask for. */
  readonly isFreshlyAuthenticated: boolean;
}

/** The tokens a request came with; nothing here has been verified. */
export interface PresentedTokens {
  readonly access: string | null;
  readonly refresh: string | null;
}

/** From where a request came and what it held, as sessions, limits and the audit table need it. */
export interface Client {
  readonly ip: string;
  readonly userAgent: string | undefined;
  readonly requestId: string;
  /** Well-formed device tokens that came along, the newest first: one for each person of this browser. */
  readonly deviceTokens: readonly string[];
  /** How this caller holds tokens: in cookies, or by itself. */
  readonly channel: Channel;
  readonly presented: PresentedTokens;
}
