// The type of QuantPulse's API in one file. `npm run dev` and `npm run check` write it for the client, and
// `npm run types` for projects elsewhere. It needs the types of @trpc/server and nothing else:
// import type { AppRouter } from './quantpulse-api.js'; createTRPCClient<AppRouter>({ links: [...] }).
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc';

/** A stable code of a refusal: `error.message` and `error.data.app.code`. */
export type ErrorCode =
  | "VALIDATION_FAILED"
  | "MALFORMED_REQUEST"
  | "BATCH_REFUSED"
  | "PASSWORD_TOO_SHORT"
  | "PASSWORD_TOO_LONG"
  | "PASSWORD_WEAK"
  | "PASSWORD_COMMON"
  | "CURRENT_PASSWORD_INVALID"
  | "LINK_INVALID"
  | "UNAUTHENTICATED"
  | "INVALID_CREDENTIALS"
  | "ACCOUNT_DISABLED"
  | "SESSION_EXPIRED"
  | "SESSION_REVOKED"
  | "REFRESH_INVALID"
  | "REFRESH_REUSED"
  | "FORBIDDEN"
  | "REAUTH_REQUIRED"
  | "ORIGIN_REFUSED"
  | "REGISTRATION_CLOSED"
  | "FEATURE_OFF"
  | "EMAIL_UNVERIFIED"
  | "NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "EMAIL_TAKEN"
  | "USERNAME_TAKEN"
  | "CONFLICT_VERSION"
  | "LAST_ADMIN"
  | "RATE_LIMITED"
  | "SERVICE_UNAVAILABLE"
  | "UNEXPECTED";

/** What is wrong with one field. */
export type FieldCode =
  | ErrorCode
  | "REQUIRED"
  | "TOO_SHORT"
  | "TOO_LONG"
  | "INVALID"
  | "UNKNOWN_FIELD";

/** The part of every refusal that is the API's own: `error.data.app`. */
export interface AppErrorBody {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, number | string>>;
  readonly fields?: Readonly<Record<string, FieldCode>>;
  readonly requestId: string;
}

interface ErrorShape {
  code: TRPC_ERROR_CODE_NUMBER;
  message: ErrorCode;
  data: {
    code: TRPC_ERROR_CODE_KEY;
    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
    path?: string;
    app: AppErrorBody;
  };
}

interface Root {
  ctx: object;
  meta: object;
  errorShape: ErrorShape;
  transformer: false;
}

interface Types<Input, Output> {
  input: Input;
  output: Output;
  meta: object;
  errorShape: ErrorShape;
}
type Query<Input, Output> = TRPCQueryProcedure<Types<Input, Output>>;
type Mutation<Input, Output> = TRPCMutationProcedure<Types<Input, Output>>;

export type ActivityItem = {
  id: string;
  event: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit";
  at: string;
  device: string | null;
  ip: string | null;
  isByAdministrator: boolean;
  isThisSession: boolean;
  isNewDevice: boolean;
  ended: {
    device: string | null;
    isOverLimit: boolean;
  } | null;
  endedSessions: number | null;
};

export type ActivityOutput = {
  items: ActivityItem[];
  nextCursor: string | null;
};

export type AuditItem = {
  id: string;
  event: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit";
  at: string;
  user: {
    id: string;
    email: string | null;
  } | null;
  actor: {
    id: string;
    email: string | null;
  } | null;
  ip: string | null;
  device: string | null;
  sessionId: string | null;
  requestId: string;
  details: Record<string, string | number>;
};

export type BearerTokens = {
  accessToken: string;
  refreshToken?: string | undefined;
  tokenType: "bearer";
  expiresIn: number;
};

export type ChangeEmailInput = {
  newEmail: string;
};

export type ChangePasswordOutput = {
  accessExpiresAt: string;
  sessionExpiresAt: string;
  endedSessions: number;
  tokens?: IssuedTokens | undefined;
};

export type DataExport = {
  exportedAt: string;
  user: User;
  avatar: {
    image: string;
    setAt: string;
  } | null;
  formerUsernames: {
    comparedAs: string;
    keptUntil: string;
  }[];
  links: {
    oauthProvider: string | null;
    oauthProviderId: string | null;
    telegramChatId: string | null;
  };
  sessions: ({
    id: string;
    channel: "cookie" | "bearer";
    rememberMe: boolean;
    createdAt: string;
    lastSeenAt: string;
    lastRotatedAt: string;
    reauthenticatedAt: string | null;
    expiresAt: string;
    endedAt: string | null;
    endedBecause: string | null;
    ip: string | null;
    userAgent: string | null;
  })[];
  olderSessions: number;
  devices: {
    knownSince: string;
    lastUsedAt: string;
  }[];
  olderDevices: number;
  events: ({
    id: string;
    event: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit";
    at: string;
    sessionId: string | null;
    ip: string | null;
    userAgent: string | null;
    requestId: string;
    details: Record<string, string | number>;
  })[];
  olderEvents: number;
  mails: ({
    id: string;
    kind: string;
    to: string;
    state: "queued" | "sent" | "failed";
    createdAt: string;
    sentAt: string | null;
    ip: string | null;
    userAgent: string | null;
  })[];
  olderMails: number;
  mailLinks: {
    purpose: string;
    email: string;
    createdAt: string;
    expiresAt: string;
  }[];
  olderMailLinks: number;
};

export type DeleteAccountInput = {
  password: string;
};

export type EmailOutput = {
  email: string;
};

export type EndedSessionsOutput = {
  endedSessions: number;
};

export type ExportAuditOutput = {
  csv: string;
  nextCursor: string | null;
};

export type HealthOutput = {
  status: "ok";
  version: string;
};

export type IssueTokensInput = {
  identifier: string;
  password: string;
  rememberMe?: boolean | undefined;
  deviceToken?: string | undefined;
};

export type IssuedTokens = {
  accessToken: string;
  refreshToken?: string | undefined;
  tokenType: "bearer";
  expiresIn: number;
  deviceToken: string;
};

export type LinkInput = {
  token: string;
};

export type LinkOutput = {
  purpose: "verifyEmail" | "resetPassword" | "confirmEmailChange" | "undoEmailChange" | "undoDeletion" | "reportSignIn";
  email: string;
  expiresAt: string;
};

export type ListAuditOutput = {
  items: AuditItem[];
  nextCursor: string | null;
};

export type ListMailsOutput = {
  items: ListedMail[];
  nextCursor: string | null;
  failed: number;
};

export type ListUsersOutput = {
  items: ListedUser[];
  nextCursor: string | null;
  total: number;
  isTotalExact: boolean;
};

export type ListedMail = {
  id: string;
  kind: "verify-email" | "reset-password" | "invitation" | "password-changed" | "confirm-email-change" | "email-change-requested" | "email-changed" | "email-change-undone" | "factor-added" | "factor-removed" | "recovery-code-used" | "new-device" | "sign-ins-guessed" | "session-copied" | "account-disabled" | "account-enabled" | "role-changed" | "sessions-ended" | "account-deleted";
  userId: string;
  to: string;
  state: "queued" | "sent" | "failed";
  tries: number;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
  nextTryAt: string | null;
  canRetry: boolean;
};

export type ListedUser = {
  id: string;
  email: string;
  username: string;
  fullName: string | null;
  avatarUrl: string | null;
  role: "user" | "admin";
  isActive: boolean;
  emailVerified: boolean;
  maxChats: number;
  createdAt: string;
  lastLoginAt: string | null;
};

export type LoginInput = {
  identifier: string;
  password: string;
  rememberMe?: boolean | undefined;
};

export type LoginOutput = {
  accessExpiresAt: string;
  sessionExpiresAt: string;
  status: "signed-in";
  user: User;
} | {
  status: "second-factor";
  methods: string[];
};

export type OkOutput = {
  ok: true;
};

export type ProtectionOutput = {
  passwordSetAt: string | null;
  previousSignIn: {
    at: string;
    device: string | null;
    ip: string | null;
  } | null;
  days: {
    day: string;
    signIns: number;
    refused: number;
  }[];
  alarms: ActivityItem[];
};

export type ReauthenticateInput = {
  password: string;
};

export type ReauthenticateOutput = {
  validUntil: string;
};

export type RefreshTokenInput = {
  refreshToken: string;
};

export type RegisterOutput = {
  accessExpiresAt: string;
  sessionExpiresAt: string;
  user: User;
};

export type RegisteredTokens = {
  accessToken: string;
  refreshToken?: string | undefined;
  tokenType: "bearer";
  expiresIn: number;
  deviceToken: string;
  user: User;
};

export type RequestPasswordResetInput = {
  email: string;
};

export type RetryMailInput = {
  id: string;
};

export type RevokeSessionInput = {
  sessionId: string;
};

export type SessionListItem = {
  id: string;
  current: boolean;
  device: string | null;
  ip: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  rememberMe: boolean;
};

export type SessionOutput = {
  user: User | null;
  canRefresh: boolean;
  accessExpiresAt: string | null;
  sessionExpiresAt: string | null;
  appOrigin: string;
  features: {
    registration: boolean;
    mails: boolean;
    outbox: boolean;
    passkeys: boolean;
    confirmedEmailOnly: boolean;
  };
};

export type SessionTimes = {
  accessExpiresAt: string;
  sessionExpiresAt: string;
};

export type SetActiveInput = {
  userId: string;
  isActive: boolean;
};

export type SetAvatarInput = {
  image: string | null;
};

export type SetMaxChatsInput = {
  userId: string;
  maxChats: number;
};

export type SetRoleInput = {
  userId: string;
  role: "user" | "admin";
};

export type UpdateProfileInput = {
  fullName?: string | undefined;
  username?: string | undefined;
  locale?: "en" | "ru" | undefined;
  theme?: "dark" | "light" | "system" | undefined;
  timeZone?: string | undefined;
  baseCurrency?: string | undefined;
  numberFormat?: "auto" | "space-comma" | "comma-point" | "point-comma" | "space-point" | "apostrophe-point" | undefined;
  version: number;
};

export type User = {
  id: string;
  email: string;
  username: string;
  fullName: string | null;
  role: "user" | "admin";
  permissions: ("users:read" | "users:write" | "audit:read" | "mails:read" | "mails:write")[];
  locale: "en" | "ru";
  theme: "dark" | "light" | "system";
  timeZone: string;
  baseCurrency: string;
  numberFormat: "auto" | "space-comma" | "comma-point" | "point-comma" | "space-point" | "apostrophe-point";
  avatarUrl: string | null;
  isActive: boolean;
  emailVerified: boolean;
  maxChats: number;
  version: number;
  createdAt: string;
  updatedAt: string;
  lastLoginAt: string | null;
};

export type UserDetail = {
  user: ListedUser;
  sessions: ({
    id: string;
    device: string | null;
    ip: string | null;
    createdAt: string;
    lastSeenAt: string;
    expiresAt: string;
    rememberMe: boolean;
  })[];
};

export type UserIdInput = {
  userId: string;
};

export type AppRouter = TRPCBuiltRouter<Root, {
  account: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    activity: Query<{
      cursor?: string | undefined;
      limit?: number | undefined;
    } | null | undefined | void, ActivityOutput>;
    /** May be refused with UNAUTHENTICATED, REAUTH_REQUIRED, FEATURE_OFF. */
    changeEmail: Mutation<ChangeEmailInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, CURRENT_PASSWORD_INVALID, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_WEAK, PASSWORD_COMMON. */
    changePassword: Mutation<{
      currentPassword: string;
      newPassword: string;
    }, ChangePasswordOutput>;
    /** May be refused with UNAUTHENTICATED, CURRENT_PASSWORD_INVALID, LAST_ADMIN. */
    delete: Mutation<DeleteAccountInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED. */
    exportData: Mutation<void, DataExport>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    protection: Query<void, ProtectionOutput>;
    /** May be refused with UNAUTHENTICATED, FEATURE_OFF. */
    requestEmailVerification: Mutation<void, OkOutput>;
  };
  admin: {
    audit: {
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN. */
      export: Query<{
        userId?: string | undefined;
        event?: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit" | undefined;
        from?: string | undefined;
        to?: string | undefined;
        ip?: string | undefined;
        cursor?: string | undefined;
      } | null | undefined | void, ExportAuditOutput>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN. */
      list: Query<{
        userId?: string | undefined;
        event?: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit" | undefined;
        from?: string | undefined;
        to?: string | undefined;
        ip?: string | undefined;
        cursor?: string | undefined;
        limit?: number | undefined;
      } | null | undefined | void, ListAuditOutput>;
    };
    mails: {
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN. */
      list: Query<{
        state?: "queued" | "sent" | "failed" | undefined;
        cursor?: string | undefined;
      } | null | undefined | void, ListMailsOutput>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, NOT_FOUND, LINK_INVALID, FEATURE_OFF. */
      retry: Mutation<RetryMailInput, ListedMail>;
    };
    users: {
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, NOT_FOUND. */
      get: Query<UserIdInput, UserDetail>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN. */
      list: Query<{
        search?: string | undefined;
        role?: "user" | "admin" | undefined;
        isActive?: boolean | undefined;
        sort?: "createdAt" | "email" | "username" | undefined;
        direction?: "asc" | "desc" | undefined;
        cursor?: string | undefined;
        limit?: number | undefined;
      } | null | undefined | void, ListUsersOutput>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, NOT_FOUND. */
      revokeSessions: Mutation<UserIdInput, EndedSessionsOutput>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, NOT_FOUND, FEATURE_OFF. */
      sendReset: Mutation<UserIdInput, OkOutput>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, REAUTH_REQUIRED, NOT_FOUND, LAST_ADMIN. */
      setActive: Mutation<SetActiveInput, ListedUser>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, NOT_FOUND. */
      setMaxChats: Mutation<SetMaxChatsInput, ListedUser>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN, REAUTH_REQUIRED, NOT_FOUND, LAST_ADMIN. */
      setRole: Mutation<SetRoleInput, ListedUser>;
    };
  };
  auth: {
    /** May be refused with LINK_INVALID. */
    checkLink: Mutation<LinkInput, LinkOutput>;
    /** May be refused with LINK_INVALID, EMAIL_TAKEN. */
    confirmEmailChange: Mutation<LinkInput, EmailOutput>;
    /** May be refused with UNAUTHENTICATED, INVALID_CREDENTIALS, ACCOUNT_DISABLED. */
    login: Mutation<LoginInput, LoginOutput>;
    logout: Mutation<void, OkOutput>;
    /** May be refused with UNAUTHENTICATED, CURRENT_PASSWORD_INVALID. */
    reauthenticate: Mutation<ReauthenticateInput, ReauthenticateOutput>;
    /** May be refused with UNAUTHENTICATED, ACCOUNT_DISABLED, SESSION_EXPIRED, SESSION_REVOKED, REFRESH_INVALID, REFRESH_REUSED. */
    refresh: Mutation<void, SessionTimes>;
    /** May be refused with UNAUTHENTICATED, REGISTRATION_CLOSED, EMAIL_TAKEN, USERNAME_TAKEN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_WEAK, PASSWORD_COMMON. */
    register: Mutation<{
      email: string;
      password: string;
      username?: string | undefined;
      fullName?: string | undefined;
      locale?: "en" | "ru" | undefined;
    }, RegisterOutput>;
    /** May be refused with LINK_INVALID. */
    reportSignIn: Mutation<LinkInput, EmailOutput>;
    /** May be refused with FEATURE_OFF. */
    requestPasswordReset: Mutation<RequestPasswordResetInput, OkOutput>;
    /** May be refused with LINK_INVALID, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_WEAK, PASSWORD_COMMON. */
    resetPassword: Mutation<{
      token: string;
      newPassword: string;
    }, OkOutput>;
    session: Query<void, SessionOutput>;
    /** May be refused with LINK_INVALID. */
    undoDeletion: Mutation<LinkInput, EmailOutput>;
    /** May be refused with LINK_INVALID, EMAIL_TAKEN. */
    undoEmailChange: Mutation<LinkInput, EmailOutput>;
    /** May be refused with LINK_INVALID. */
    verifyEmail: Mutation<LinkInput, EmailOutput>;
  };
  outbox: {
    /** May be refused with NOT_FOUND. */
    list: Query<void, ({
      id: string;
      kind: "verify-email" | "reset-password" | "invitation" | "password-changed" | "confirm-email-change" | "email-change-requested" | "email-changed" | "email-change-undone" | "factor-added" | "factor-removed" | "recovery-code-used" | "new-device" | "sign-ins-guessed" | "session-copied" | "account-disabled" | "account-enabled" | "role-changed" | "sessions-ended" | "account-deleted";
      to: string;
      subject: string;
      text: string;
      html: string;
      createdAt: string;
    })[]>;
  };
  sessions: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    list: Query<void, SessionListItem[]>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    revoke: Mutation<RevokeSessionInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    revokeAll: Mutation<void, EndedSessionsOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    revokeOthers: Mutation<void, EndedSessionsOutput>;
  };
  system: {
    health: Query<void, HealthOutput>;
  };
  tokens: {
    /** May be refused with INVALID_CREDENTIALS, ACCOUNT_DISABLED. */
    issue: Mutation<IssueTokensInput, IssuedTokens>;
    /** May be refused with UNAUTHENTICATED, ACCOUNT_DISABLED, SESSION_EXPIRED, SESSION_REVOKED, REFRESH_INVALID, REFRESH_REUSED. */
    refresh: Mutation<RefreshTokenInput, BearerTokens>;
    /** May be refused with REGISTRATION_CLOSED, EMAIL_TAKEN, USERNAME_TAKEN, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_WEAK, PASSWORD_COMMON. */
    register: Mutation<{
      email: string;
      password: string;
      username?: string | undefined;
      fullName?: string | undefined;
      locale?: "en" | "ru" | undefined;
    }, RegisteredTokens>;
    revoke: Mutation<RefreshTokenInput, OkOutput>;
  };
  users: {
    /** May be refused with UNAUTHENTICATED. */
    me: Query<void, User>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    setAvatar: Mutation<SetAvatarInput, User>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, USERNAME_TAKEN, CONFLICT_VERSION. */
    updateProfile: Mutation<UpdateProfileInput, User>;
  };
}>;
