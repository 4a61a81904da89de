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
  | "AMOUNT_OUT_OF_RANGE"
  | "FOREIGN_CURRENCY_REFUSED"
  | "FX_RATE_MISSING"
  | "UNAUTHENTICATED"
  | "INVALID_CREDENTIALS"
  | "ACCOUNT_DISABLED"
  | "SESSION_EXPIRED"
  | "SESSION_REVOKED"
  | "REFRESH_INVALID"
  | "REFRESH_REUSED"
  | "SECOND_FACTOR_REQUIRED"
  | "SECOND_FACTOR_INVALID"
  | "CHALLENGE_EXPIRED"
  | "PASSKEY_INVALID"
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
  | "TOTP_ALREADY_ENABLED"
  | "LAST_FACTOR"
  | "TOO_MANY_PASSKEYS"
  | "IN_USE"
  | "NAME_TAKEN"
  | "QUOTA_REACHED"
  | "INSUFFICIENT_QUANTITY"
  | "POSITION_SIDE"
  | "LOT_UNAVAILABLE"
  | "ALREADY_VOIDED"
  | "KEY_REUSED"
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
  readonly params?: Readonly<Record<string, number | string | readonly string[]>>;
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

/** Codes that any call may be refused with. */
export type UniversalCode = "VALIDATION_FAILED" | "MALFORMED_REQUEST" | "BATCH_REFUSED" | "ORIGIN_REFUSED" | "METHOD_NOT_ALLOWED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "SERVICE_UNAVAILABLE" | "UNEXPECTED";

/** The codes of its own with which a procedure may be refused. */
export interface RefusalCodes {
  "account.activity": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "account.changeEmail": "UNAUTHENTICATED" | "REAUTH_REQUIRED" | "FEATURE_OFF";
  "account.changePassword": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "CURRENT_PASSWORD_INVALID" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_WEAK" | "PASSWORD_COMMON";
  "account.delete": "UNAUTHENTICATED" | "CURRENT_PASSWORD_INVALID" | "LAST_ADMIN";
  "account.exportData": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED";
  "account.protection": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "account.requestEmailVerification": "UNAUTHENTICATED" | "FEATURE_OFF";
  "admin.audit.export": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN";
  "admin.audit.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN";
  "admin.mails.countFailed": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN";
  "admin.mails.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN";
  "admin.mails.retry": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "NOT_FOUND" | "LINK_INVALID" | "FEATURE_OFF";
  "admin.users.get": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "NOT_FOUND";
  "admin.users.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN";
  "admin.users.revokeSessions": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "NOT_FOUND";
  "admin.users.sendReset": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "NOT_FOUND" | "FEATURE_OFF";
  "admin.users.setActive": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "REAUTH_REQUIRED" | "NOT_FOUND" | "LAST_ADMIN";
  "admin.users.setMaxChats": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "NOT_FOUND";
  "admin.users.setRole": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "FORBIDDEN" | "REAUTH_REQUIRED" | "NOT_FOUND" | "LAST_ADMIN";
  "auth.checkLink": "LINK_INVALID";
  "auth.confirmEmailChange": "LINK_INVALID" | "EMAIL_TAKEN";
  "auth.login": "UNAUTHENTICATED" | "INVALID_CREDENTIALS" | "ACCOUNT_DISABLED";
  "auth.loginWithPasskey": "UNAUTHENTICATED" | "CHALLENGE_EXPIRED" | "PASSKEY_INVALID" | "ACCOUNT_DISABLED" | "FEATURE_OFF";
  "auth.logout": never;
  "auth.passkeyOptions": "UNAUTHENTICATED" | "FEATURE_OFF";
  "auth.reauthenticate": "UNAUTHENTICATED" | "CURRENT_PASSWORD_INVALID" | "SECOND_FACTOR_INVALID" | "CHALLENGE_EXPIRED" | "PASSKEY_INVALID" | "FEATURE_OFF";
  "auth.reauthenticationOptions": "UNAUTHENTICATED" | "FEATURE_OFF";
  "auth.refresh": "UNAUTHENTICATED" | "ACCOUNT_DISABLED" | "SESSION_EXPIRED" | "SESSION_REVOKED" | "REFRESH_INVALID" | "REFRESH_REUSED";
  "auth.register": "UNAUTHENTICATED" | "REGISTRATION_CLOSED" | "EMAIL_TAKEN" | "USERNAME_TAKEN" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_WEAK" | "PASSWORD_COMMON";
  "auth.reportSignIn": "LINK_INVALID";
  "auth.requestPasswordReset": "FEATURE_OFF";
  "auth.resetPassword": "LINK_INVALID" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_WEAK" | "PASSWORD_COMMON";
  "auth.secondFactor": "UNAUTHENTICATED" | "CHALLENGE_EXPIRED" | "SECOND_FACTOR_INVALID" | "PASSKEY_INVALID" | "FEATURE_OFF";
  "auth.secondFactorOptions": "UNAUTHENTICATED" | "CHALLENGE_EXPIRED" | "FEATURE_OFF";
  "auth.session": never;
  "auth.undoDeletion": "LINK_INVALID";
  "auth.undoEmailChange": "LINK_INVALID" | "EMAIL_TAKEN";
  "auth.verifyEmail": "LINK_INVALID";
  "factors.addPasskey": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "FEATURE_OFF" | "PASSKEY_INVALID" | "CHALLENGE_EXPIRED" | "TOO_MANY_PASSKEYS";
  "factors.beginPasskey": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "FEATURE_OFF" | "TOO_MANY_PASSKEYS";
  "factors.beginTotp": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "TOTP_ALREADY_ENABLED";
  "factors.disableTotp": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "NOT_FOUND" | "LAST_FACTOR";
  "factors.enableTotp": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "SECOND_FACTOR_INVALID" | "CHALLENGE_EXPIRED" | "TOTP_ALREADY_ENABLED";
  "factors.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "factors.removePasskey": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "NOT_FOUND" | "LAST_FACTOR";
  "factors.renamePasskey": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "factors.renewRecoveryCodes": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "NOT_FOUND";
  "fxRates.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "fxRates.put": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "QUOTA_REACHED";
  "fxRates.remove": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "instruments.create": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NAME_TAKEN" | "QUOTA_REACHED";
  "instruments.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "instruments.remove": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "CONFLICT_VERSION" | "IN_USE";
  "instruments.update": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "CONFLICT_VERSION" | "IN_USE" | "NAME_TAKEN";
  "lots.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "netWorth.get": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "outbox.list": "NOT_FOUND";
  "performance.get": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "portfolios.create": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NAME_TAKEN" | "QUOTA_REACHED";
  "portfolios.createSample": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "QUOTA_REACHED" | "IN_USE";
  "portfolios.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "portfolios.remove": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "CONFLICT_VERSION" | "REAUTH_REQUIRED";
  "portfolios.update": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "CONFLICT_VERSION" | "NAME_TAKEN" | "LOT_UNAVAILABLE" | "AMOUNT_OUT_OF_RANGE";
  "positions.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "prices.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "prices.put": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "QUOTA_REACHED";
  "prices.remove": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "sessions.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "sessions.revoke": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "sessions.revokeAll": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "sessions.revokeOthers": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "system.health": never;
  "tokens.issue": "INVALID_CREDENTIALS" | "ACCOUNT_DISABLED" | "SECOND_FACTOR_REQUIRED";
  "tokens.refresh": "UNAUTHENTICATED" | "ACCOUNT_DISABLED" | "SESSION_EXPIRED" | "SESSION_REVOKED" | "REFRESH_INVALID" | "REFRESH_REUSED";
  "tokens.register": "REGISTRATION_CLOSED" | "EMAIL_TAKEN" | "USERNAME_TAKEN" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG" | "PASSWORD_WEAK" | "PASSWORD_COMMON";
  "tokens.revoke": never;
  "tokens.secondFactor": "CHALLENGE_EXPIRED" | "SECOND_FACTOR_INVALID";
  "transactions.list": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND";
  "transactions.record": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "AMOUNT_OUT_OF_RANGE" | "INSUFFICIENT_QUANTITY" | "POSITION_SIDE" | "LOT_UNAVAILABLE" | "KEY_REUSED" | "FOREIGN_CURRENCY_REFUSED" | "FX_RATE_MISSING" | "QUOTA_REACHED";
  "transactions.replace": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "AMOUNT_OUT_OF_RANGE" | "INSUFFICIENT_QUANTITY" | "POSITION_SIDE" | "LOT_UNAVAILABLE" | "KEY_REUSED" | "FOREIGN_CURRENCY_REFUSED" | "FX_RATE_MISSING" | "QUOTA_REACHED" | "ALREADY_VOIDED";
  "transactions.void": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "NOT_FOUND" | "AMOUNT_OUT_OF_RANGE" | "INSUFFICIENT_QUANTITY" | "POSITION_SIDE" | "LOT_UNAVAILABLE" | "KEY_REUSED" | "ALREADY_VOIDED";
  "users.me": "UNAUTHENTICATED";
  "users.setAvatar": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED";
  "users.updateProfile": "UNAUTHENTICATED" | "EMAIL_UNVERIFIED" | "REAUTH_REQUIRED" | "USERNAME_TAKEN" | "CONFLICT_VERSION";
}

export type ActivityItem = {
  id: string;
  event: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "recovery-codes-renewed" | "second-factor-refused" | "passkey-copied" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit";
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

export type AddPasskeyInput = {
  name: string;
  response: PasskeyAttestation;
};

export type AuditFilters = {
  userId?: string | undefined;
  event?: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "recovery-codes-renewed" | "second-factor-refused" | "passkey-copied" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit" | undefined;
  from?: string | undefined;
  to?: string | undefined;
  ip?: string | undefined;
  cursor?: string | undefined;
};

export type AuditItem = {
  id: string;
  event: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "recovery-codes-renewed" | "second-factor-refused" | "passkey-copied" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit";
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

export type ChangedOutput = {
  changed: number;
};

export type CreateInstrumentInput = {
  symbol: string;
  name: string;
  kind: "equity" | "etf" | "fund" | "bond" | "crypto" | "option" | "future" | "other";
  currency: string;
  multiplier?: string | undefined;
  payout?: "linear" | "inverse" | undefined;
  isin?: string | null | undefined;
  mic?: string | null | undefined;
  underlying?: string | null | undefined;
  strike?: string | null | undefined;
  expiresAt?: string | null | undefined;
  right?: "call" | "put" | null | undefined;
  marketSymbol?: string | null | undefined;
};

export type CreatePortfolioInput = {
  name: string;
  accountType: "DOMESTIC" | "INTERNATIONAL";
  baseCurrency: string;
  country?: string | null | undefined;
  costMethod?: "FIFO" | "LIFO" | "HIFO" | "AVG" | "SPECIFIC" | undefined;
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
  factors: FactorsOutput;
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
    event: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "recovery-codes-renewed" | "second-factor-refused" | "passkey-copied" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit";
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
  portfolios: ({
    id: string;
    name: string;
    accountType: string;
    baseCurrency: string;
    country: string | null;
    costMethod: string;
    isSample: boolean;
    isArchived: boolean;
    createdAt: string;
  })[];
  olderPortfolios: number;
  instruments: ({
    id: string;
    symbol: string;
    name: string;
    kind: string;
    currency: string;
    multiplier: string;
    payout: string;
    isin: string | null;
    mic: string | null;
    underlying: string | null;
    strike: string | null;
    expiresAt: string | null;
    right: string | null;
    marketSymbol: string | null;
    createdAt: string;
  })[];
  olderInstruments: number;
  transactions: ({
    id: string;
    portfolioId: string;
    seq: number;
    type: string;
    tradeDate: string;
    source: string;
    key: string;
    voids: string | null;
    voidedBy: string | null;
    replaces: string | null;
    instrumentId: string | null;
    toInstrumentId: string | null;
    fields: Record<string, string | number | boolean | null | {
      lot: string;
      quantity: string;
    }[]>;
    fxRate: string | null;
    costBase: string | null;
    isAssumed: boolean;
    note: string | null;
    createdAt: string;
  })[];
  olderTransactions: number;
  transactionLegs: ({
    transactionId: string;
    n: number;
    account: string;
    instrumentId: string | null;
    quantity: string | null;
    currency: string;
    amount: string;
    baseAmount: string;
  })[];
  olderTransactionLegs: number;
  prices: {
    instrumentId: string;
    date: string;
    price: string;
    source: string;
  }[];
  olderPrices: number;
  fxRates: {
    base: string;
    quote: string;
    date: string;
    rate: string;
    source: string;
  }[];
  olderFxRates: number;
};

export type Decimal = string & { readonly '~decimal': 'as on the wire' };

export type DeleteAccountInput = {
  password: string;
};

export type EmailOutput = {
  email: string;
};

export type EnableTotpInput = {
  code: string;
};

export type EndedSessionsOutput = {
  endedSessions: number;
};

export type ExportAuditOutput = {
  csv: string;
  nextCursor: string | null;
};

export type FactorsOutput = {
  totp: {
    enabledAt: string;
  } | null;
  passkeys: Passkey[];
  recoveryCodesLeft: number;
};

export type FailedMailsOutput = {
  failed: number;
};

export type FigureProvenance = {
  source: "manual" | "import" | "deribit" | "sim";
  asOf: string;
};

export type HealthOutput = {
  status: "ok";
  version: string;
};

export type Instrument = {
  id: string;
  symbol: string;
  name: string;
  kind: "equity" | "etf" | "fund" | "bond" | "crypto" | "option" | "future" | "other";
  currency: string;
  multiplier: string;
  payout: "linear" | "inverse";
  isin: string | null;
  mic: string | null;
  underlying: string | null;
  strike: string | null;
  expiresAt: string | null;
  right: "call" | "put" | null;
  marketSymbol: string | null;
  version: number;
  createdAt: string;
};

export type InstrumentsPage = {
  items: Instrument[];
  nextCursor: string | null;
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

export type ListLotsInput = {
  portfolioId: string;
  instrumentId: string;
  date?: string | undefined;
};

export type ListMailsOutput = {
  items: ListedMail[];
  nextCursor: string | null;
  failed: number;
};

export type ListPositionsInput = {
  portfolioId: string;
  date?: string | undefined;
  includeClosed?: boolean | undefined;
};

export type ListPricesInput = {
  instrumentId: string;
  from?: string | undefined;
  to?: string | undefined;
};

export type ListRatesInput = {
  base: string;
  quote: string;
  from?: string | undefined;
  to?: string | undefined;
};

export type ListUsersOutput = {
  items: ListedUser[];
  nextCursor: string | null;
  total: number;
  isTotalExact: boolean;
};

export type ListedMail = {
  id: string;
  kind: "verify-email" | "reset-password" | "invitation" | "password-changed" | "confirm-email-change" | "email-change-requested" | "email-changed" | "email-change-undone" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "new-device" | "sign-ins-guessed" | "session-copied" | "account-disabled" | "account-enabled" | "role-changed" | "sessions-ended" | "account-deleted";
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

export type LoginOutput = SignedInOutput | {
  status: "second-factor";
  methods: ("totp" | "recovery-code" | "passkey")[];
  expiresAt: string;
};

export type LoginWithPasskeyInput = {
  response: PasskeyAssertion;
  rememberMe?: boolean | undefined;
};

export type Lots = {
  open: {
    lot: string;
    date: string;
    quantity: Decimal;
    cost: Decimal;
    costBase: Decimal;
    fee: Decimal;
    feeBase: Decimal;
    value: Decimal;
    valueBase: Decimal;
    fxRate: Decimal;
  }[];
  matches: ({
    closedBy: string;
    lot: string;
    kind: "disposal" | "transfer";
    quantity: Decimal;
    proceeds: Decimal;
    proceedsBase: Decimal;
    closeFee: Decimal;
    closeFeeBase: Decimal;
    cost: Decimal;
    costBase: Decimal;
    openFee: Decimal;
    openFeeBase: Decimal;
    gain: Decimal;
    gainBase: Decimal;
  })[];
};

export type NetWorth = {
  currency: string;
  from: string;
  to: string;
  points: {
    date: string;
    value: Priced;
    contributed: Priced;
  }[];
  portfolios: ({
    portfolioId: string;
    value: Priced;
    weight: Decimal | null;
  })[];
  missing: string[];
  gain: Priced | null;
  twr: number | null;
  xirr: {
    status: "one" | "several" | "none";
    rates: number[];
  } | null;
  day: {
    total: Priced;
    price: Priced;
    fx: Priced;
    income: Priced;
    fees: Priced;
    taxes: Priced;
  } | null;
  movers: {
    up: {
      instrumentId: string;
      symbol: string;
      gain: Priced;
    }[];
    down: {
      instrumentId: string;
      symbol: string;
      gain: Priced;
    }[];
  };
  reasons: {
    gain?: "FX_RATE_MISSING" | "NO_CAPITAL" | undefined;
    day?: "FX_RATE_MISSING" | "NO_CAPITAL" | undefined;
    twr?: "FX_RATE_MISSING" | "NO_CAPITAL" | undefined;
    xirr?: "FX_RATE_MISSING" | "NO_CAPITAL" | undefined;
  };
  provenance: SumProvenance;
};

export type NetWorthInput = {
  currency: string;
  from: string;
  to: string;
  portfolioIds?: string[] | undefined;
};

export type OkOutput = {
  ok: true;
};

export type Passkey = {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  isSynced: boolean;
};

export type PasskeyAssertion = {
  id: string;
  rawId: string;
  type: "public-key";
  authenticatorAttachment?: "platform" | "cross-platform" | null | undefined;
  clientExtensionResults?: Record<string, boolean | Record<string, boolean>> | undefined;
  response: {
    clientDataJSON: string;
    authenticatorData: string;
    signature: string;
    userHandle?: string | null | undefined;
  };
};

export type PasskeyAttestation = {
  id: string;
  rawId: string;
  type: "public-key";
  authenticatorAttachment?: "platform" | "cross-platform" | null | undefined;
  clientExtensionResults?: Record<string, boolean | Record<string, boolean>> | undefined;
  response: {
    clientDataJSON: string;
    attestationObject: string;
    transports?: string[] | undefined;
    authenticatorData?: string | undefined;
    publicKey?: string | null | undefined;
    publicKeyAlgorithm?: number | undefined;
  };
};

export type PasskeyCreationOptions = {
  challenge: string;
  rp: {
    id: string;
    name: string;
  };
  user: {
    id: string;
    name: string;
    displayName: string;
  };
  pubKeyCredParams: {
    type: "public-key";
    alg: number;
  }[];
  timeout: number;
  excludeCredentials: {
    id: string;
    type: "public-key";
    transports: string[];
  }[];
  authenticatorSelection: {
    residentKey: "required";
    requireResidentKey: true;
    userVerification: "required";
  };
  attestation: "none";
};

export type PasskeyRequestOptions = {
  challenge: string;
  rpId: string;
  timeout: number;
  userVerification: "required";
  allowCredentials: {
    id: string;
    type: "public-key";
    transports: string[];
  }[];
};

export type Performance = {
  portfolioId: string;
  instrumentId: string | null;
  from: string;
  to: string;
  currency: string;
  opening: Priced;
  closing: Priced;
  contributions: Decimal;
  withdrawals: Decimal;
  gain: {
    total: Priced;
    price: Priced;
    fx: Priced;
    income: Priced;
    fees: Priced;
    taxes: Priced;
  };
  twr: number | null;
  twrAnnual: number | null;
  dietz: number | null;
  xirr: {
    status: "one" | "several" | "none";
    rates: number[];
  };
  maxDrawdown: {
    value: number;
    peak: string;
    trough: string;
    recovered: string | null;
  } | null;
  volatility: number | null;
  reasons: {
    twr?: "NO_CAPITAL" | "TOO_SHORT" | "TOO_FEW_DAYS" | "NEVER_FELL" | undefined;
    twrAnnual?: "NO_CAPITAL" | "TOO_SHORT" | "TOO_FEW_DAYS" | "NEVER_FELL" | undefined;
    dietz?: "NO_CAPITAL" | "TOO_SHORT" | "TOO_FEW_DAYS" | "NEVER_FELL" | undefined;
    maxDrawdown?: "NO_CAPITAL" | "TOO_SHORT" | "TOO_FEW_DAYS" | "NEVER_FELL" | undefined;
    volatility?: "NO_CAPITAL" | "TOO_SHORT" | "TOO_FEW_DAYS" | "NEVER_FELL" | undefined;
  };
  series: ({
    date: string;
    value: Priced;
    index: number | null;
  })[];
  provenance: SumProvenance;
};

export type PerformanceInput = {
  portfolioId: string;
  instrumentId?: string | undefined;
  from: string;
  to: string;
};

export type Portfolio = {
  id: string;
  name: string;
  accountType: "DOMESTIC" | "INTERNATIONAL";
  baseCurrency: string;
  country: string | null;
  costMethod: "FIFO" | "LIFO" | "HIFO" | "AVG" | "SPECIFIC";
  isSample: boolean;
  isArchived: boolean;
  version: number;
  createdAt: string;
};

export type Positions = {
  portfolioId: string;
  date: string;
  value: Priced;
  provenance: SumProvenance;
  cash: ({
    currency: string;
    amount: Decimal;
    amountBase: Priced;
    weight: Decimal | null;
    provenance: FigureProvenance | null;
  })[];
  settlement: ({
    currency: string;
    amount: Decimal;
    amountBase: Priced;
    weight: Decimal | null;
    provenance: FigureProvenance | null;
  })[];
  items: ({
    instrumentId: string;
    symbol: string;
    kind: string;
    currency: string;
    quantity: Decimal;
    cost: Decimal;
    costBase: Decimal;
    value: Priced;
    valueBase: Priced;
    price: Priced | null;
    fxRate: Priced;
    gain: {
      total: Priced;
      price: Priced;
      fx: Priced;
    };
    weight: Decimal | null;
    provenance: SumProvenance;
  })[];
};

export type Priced = { readonly '~priced': 'shown with its provenance' };

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

export type PutPricesInput = {
  instrumentId: string;
  rows: {
    date: string;
    price: string;
  }[];
};

export type PutRatesInput = {
  base: string;
  quote: string;
  rows: {
    date: string;
    rate: string;
  }[];
};

export type ReauthenticateInput = {
  password?: string | undefined;
  method?: "totp" | "passkey" | undefined;
  code?: string | undefined;
  response?: PasskeyAssertion | undefined;
};

export type ReauthenticateOutput = {
  validUntil: string;
};

export type RecordInput = {
  portfolioId: string;
  key: string;
  transaction: TransactionInput;
};

export type RecoveryCodesOutput = {
  recoveryCodes: string[];
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

export type RemoveInstrumentInput = {
  instrumentId: string;
  version: number;
};

export type RemovePasskeyInput = {
  id: string;
};

export type RemovePortfolioInput = {
  portfolioId: string;
  version: number;
};

export type RemovePricesInput = {
  instrumentId: string;
  dates: string[];
};

export type RemoveRatesInput = {
  base: string;
  quote: string;
  dates: string[];
};

export type RenamePasskeyInput = {
  id: string;
  name: string;
};

export type ReplaceInput = {
  portfolioId: string;
  key: string;
  transactionId: string;
  transaction: TransactionInput;
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

export type SecondFactorInput = {
  method: "totp" | "recovery-code" | "passkey";
  code?: string | undefined;
  response?: PasskeyAssertion | undefined;
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

export type SignedInOutput = {
  accessExpiresAt: string;
  sessionExpiresAt: string;
  status: "signed-in";
  user: User;
};

export type SumProvenance = {
  sources: ("manual" | "import" | "deribit" | "sim")[];
  asOf: string | null;
  isStale: boolean;
  unpriced: number;
};

export type TokensSecondFactorInput = {
  challenge: string;
  method: "totp" | "recovery-code";
  code: string;
};

export type TotpSetup = {
  secret: string;
  uri: string;
};

export type Transaction = {
  id: string;
  portfolioId: string;
  type: "deposit" | "withdrawal" | "buy" | "cover" | "sell" | "short" | "expire" | "settlement" | "dividend" | "interest" | "fee" | "tax" | "fx" | "transfer_in" | "transfer_out" | "split" | "merger" | "spin_off" | "void";
  tradeDate: string;
  seq: number;
  source: "manual" | "import" | "sim";
  instrumentId: string | null;
  symbol: string | null;
  toInstrumentId?: string | null | undefined;
  quantity?: Decimal | null | undefined;
  price?: Decimal | null | undefined;
  amount?: Decimal | null | undefined;
  currency: string | null;
  counterCurrency?: string | null | undefined;
  counterAmount?: Decimal | null | undefined;
  fee?: Decimal | null | undefined;
  tax?: Decimal | null | undefined;
  accrued?: Decimal | null | undefined;
  acquiredOn?: string | null | undefined;
  cost?: Decimal | null | undefined;
  costBase?: Decimal | null | undefined;
  lots?: {
    lot: string;
    quantity: Decimal;
  }[] | null | undefined;
  numerator?: number | null | undefined;
  denominator?: number | null | undefined;
  costFraction?: Decimal | null | undefined;
  fxRate: Decimal | null;
  note: string | null;
  isAssumed: boolean;
  legs: ({
    account: "cash" | "position" | "settlement" | "income" | "fee" | "tax" | "external" | "fx";
    instrumentId: string | null;
    quantity: Decimal | null;
    currency: string;
    amount: Decimal;
    baseAmount: Decimal;
  })[];
  voids: string | null;
  voidedBy: string | null;
  replaces: string | null;
  replacedBy: string | null;
  createdAt: string;
};

export type TransactionInput = {
  type: "deposit" | "withdrawal";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  currency: string;
  amount: string;
} | {
  type: "buy";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  quantity: string;
  price: string;
  amount?: string | undefined;
  accrued?: string | undefined;
} | {
  type: "short";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  quantity: string;
  price: string;
  amount?: string | undefined;
} | {
  type: "sell";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  quantity: string;
  price: string;
  amount?: string | undefined;
  lots?: {
    lot: string;
    quantity: string;
  }[] | undefined;
  accrued?: string | undefined;
} | {
  type: "cover";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  quantity: string;
  price: string;
  amount?: string | undefined;
  lots?: {
    lot: string;
    quantity: string;
  }[] | undefined;
} | {
  type: "expire";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  quantity: string;
  price?: string | undefined;
} | {
  type: "settlement";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  amount: string;
} | {
  type: "dividend";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  amount: string;
  currency?: string | undefined;
} | {
  type: "interest";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId?: string | undefined;
  amount: string;
  currency?: string | undefined;
} | {
  type: "fee" | "tax";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  instrumentId?: string | undefined;
  amount: string;
  currency?: string | undefined;
} | {
  type: "fx";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  currency: string;
  amount: string;
  counterCurrency: string;
  counterAmount: string;
} | {
  type: "transfer_in";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  quantity: string;
  price: string;
  acquiredOn?: string | undefined;
  cost?: string | undefined;
  costBase?: string | undefined;
} | {
  type: "transfer_out";
  tradeDate: string;
  note?: string | undefined;
  fxRate?: string | undefined;
  fee?: string | undefined;
  tax?: string | undefined;
  instrumentId: string;
  lots?: {
    lot: string;
    quantity: string;
  }[] | undefined;
  quantity: string;
  price: string;
} | {
  type: "split";
  tradeDate: string;
  note?: string | undefined;
  instrumentId: string;
  numerator: number;
  denominator: number;
} | {
  type: "merger";
  tradeDate: string;
  note?: string | undefined;
  instrumentId: string;
  numerator: number;
  denominator: number;
  toInstrumentId: string;
} | {
  type: "spin_off";
  tradeDate: string;
  note?: string | undefined;
  instrumentId: string;
  numerator: number;
  denominator: number;
  toInstrumentId: string;
  costFraction: string;
};

export type TransactionsPage = {
  items: Transaction[];
  nextCursor: string | null;
};

export type UpdateInstrumentInput = {
  instrumentId: string;
  version: number;
  symbol?: string | undefined;
  name?: string | undefined;
  kind?: "equity" | "etf" | "fund" | "bond" | "crypto" | "option" | "future" | "other" | undefined;
  currency?: string | undefined;
  multiplier?: string | undefined;
  payout?: "linear" | "inverse" | undefined;
  isin?: string | null | undefined;
  mic?: string | null | undefined;
  underlying?: string | null | undefined;
  strike?: string | null | undefined;
  expiresAt?: string | null | undefined;
  right?: "call" | "put" | null | undefined;
  marketSymbol?: string | null | undefined;
};

export type UpdatePortfolioInput = {
  portfolioId: string;
  version: number;
  name?: string | undefined;
  country?: string | null | undefined;
  costMethod?: "FIFO" | "LIFO" | "HIFO" | "AVG" | "SPECIFIC" | undefined;
  isArchived?: boolean | undefined;
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
  factors: FactorsOutput;
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

export type VoidInput = {
  portfolioId: string;
  key: string;
  transactionId: string;
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
      export: Query<AuditFilters | null | undefined | void, ExportAuditOutput>;
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN. */
      list: Query<{
        userId?: string | undefined;
        event?: "registered" | "account-created" | "signed-in" | "sign-in-refused" | "signed-out" | "session-replaced" | "session-revoked" | "sessions-revoked" | "refresh-recovered" | "refresh-reused" | "password-changed" | "password-reset" | "password-reset-requested" | "password-recovered" | "email-verified" | "email-change-requested" | "email-changed" | "email-change-undone" | "sign-in-reported" | "account-restored" | "password-refused" | "reauthenticated" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "recovery-codes-renewed" | "second-factor-refused" | "passkey-copied" | "username-changed" | "data-exported" | "account-disabled" | "account-enabled" | "account-deleted" | "role-changed" | "max-chats-changed" | "everyone-signed-out" | "audit-exported" | "mail-retried" | "limit-hit" | undefined;
        from?: string | undefined;
        to?: string | undefined;
        ip?: string | undefined;
        cursor?: string | undefined;
        limit?: number | undefined;
      } | null | undefined | void, ListAuditOutput>;
    };
    mails: {
      /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, FORBIDDEN. */
      countFailed: Query<void, FailedMailsOutput>;
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
    /** May be refused with UNAUTHENTICATED, CHALLENGE_EXPIRED, PASSKEY_INVALID, ACCOUNT_DISABLED, FEATURE_OFF. */
    loginWithPasskey: Mutation<LoginWithPasskeyInput, SignedInOutput>;
    logout: Mutation<void, OkOutput>;
    /** May be refused with UNAUTHENTICATED, FEATURE_OFF. */
    passkeyOptions: Mutation<void, PasskeyRequestOptions>;
    /** May be refused with UNAUTHENTICATED, CURRENT_PASSWORD_INVALID, SECOND_FACTOR_INVALID, CHALLENGE_EXPIRED, PASSKEY_INVALID, FEATURE_OFF. */
    reauthenticate: Mutation<ReauthenticateInput, ReauthenticateOutput>;
    /** May be refused with UNAUTHENTICATED, FEATURE_OFF. */
    reauthenticationOptions: Mutation<void, PasskeyRequestOptions>;
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
    /** May be refused with UNAUTHENTICATED, CHALLENGE_EXPIRED, SECOND_FACTOR_INVALID, PASSKEY_INVALID, FEATURE_OFF. */
    secondFactor: Mutation<SecondFactorInput, SignedInOutput>;
    /** May be refused with UNAUTHENTICATED, CHALLENGE_EXPIRED, FEATURE_OFF. */
    secondFactorOptions: Mutation<void, PasskeyRequestOptions>;
    session: Query<void, SessionOutput>;
    /** May be refused with LINK_INVALID. */
    undoDeletion: Mutation<LinkInput, EmailOutput>;
    /** May be refused with LINK_INVALID, EMAIL_TAKEN. */
    undoEmailChange: Mutation<LinkInput, EmailOutput>;
    /** May be refused with LINK_INVALID. */
    verifyEmail: Mutation<LinkInput, EmailOutput>;
  };
  factors: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, FEATURE_OFF, PASSKEY_INVALID, CHALLENGE_EXPIRED, TOO_MANY_PASSKEYS. */
    addPasskey: Mutation<AddPasskeyInput, Passkey>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, FEATURE_OFF, TOO_MANY_PASSKEYS. */
    beginPasskey: Mutation<void, PasskeyCreationOptions>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, TOTP_ALREADY_ENABLED. */
    beginTotp: Mutation<void, TotpSetup>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, NOT_FOUND, LAST_FACTOR. */
    disableTotp: Mutation<void, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, SECOND_FACTOR_INVALID, CHALLENGE_EXPIRED, TOTP_ALREADY_ENABLED. */
    enableTotp: Mutation<EnableTotpInput, RecoveryCodesOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    list: Query<void, FactorsOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, NOT_FOUND, LAST_FACTOR. */
    removePasskey: Mutation<RemovePasskeyInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    renamePasskey: Mutation<RenamePasskeyInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, REAUTH_REQUIRED, NOT_FOUND. */
    renewRecoveryCodes: Mutation<void, RecoveryCodesOutput>;
  };
  fxRates: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    list: Query<ListRatesInput, ({
      date: string;
      rate: string;
      source: "manual" | "import" | "deribit" | "sim";
    })[]>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, QUOTA_REACHED. */
    put: Mutation<PutRatesInput, ChangedOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    remove: Mutation<RemoveRatesInput, ChangedOutput>;
  };
  instruments: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NAME_TAKEN, QUOTA_REACHED. */
    create: Mutation<CreateInstrumentInput, Instrument>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    list: Query<{
      search?: string | undefined;
      cursor?: string | undefined;
      limit?: number | undefined;
    } | null | undefined | void, InstrumentsPage>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, CONFLICT_VERSION, IN_USE. */
    remove: Mutation<RemoveInstrumentInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, CONFLICT_VERSION, IN_USE, NAME_TAKEN. */
    update: Mutation<UpdateInstrumentInput, Instrument>;
  };
  lots: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    list: Query<ListLotsInput, Lots>;
  };
  netWorth: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    get: Query<NetWorthInput, NetWorth>;
  };
  outbox: {
    /** May be refused with NOT_FOUND. */
    list: Query<void, ({
      id: string;
      kind: "verify-email" | "reset-password" | "invitation" | "password-changed" | "confirm-email-change" | "email-change-requested" | "email-changed" | "email-change-undone" | "factor-added" | "factor-removed" | "factors-reset" | "recovery-code-used" | "new-device" | "sign-ins-guessed" | "session-copied" | "account-disabled" | "account-enabled" | "role-changed" | "sessions-ended" | "account-deleted";
      to: string;
      subject: string;
      text: string;
      html: string;
      createdAt: string;
    })[]>;
  };
  performance: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    get: Query<PerformanceInput, Performance>;
  };
  portfolios: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NAME_TAKEN, QUOTA_REACHED. */
    create: Mutation<CreatePortfolioInput, Portfolio>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, QUOTA_REACHED, IN_USE. */
    createSample: Mutation<void, Portfolio[]>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED. */
    list: Query<{
      includeArchived?: boolean | undefined;
    } | null | undefined | void, Portfolio[]>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, CONFLICT_VERSION, REAUTH_REQUIRED. */
    remove: Mutation<RemovePortfolioInput, OkOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, CONFLICT_VERSION, NAME_TAKEN, LOT_UNAVAILABLE, AMOUNT_OUT_OF_RANGE. */
    update: Mutation<UpdatePortfolioInput, Portfolio>;
  };
  positions: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    list: Query<ListPositionsInput, Positions>;
  };
  prices: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    list: Query<ListPricesInput, ({
      date: string;
      price: string;
      source: "manual" | "import" | "deribit" | "sim";
    })[]>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, QUOTA_REACHED. */
    put: Mutation<PutPricesInput, ChangedOutput>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    remove: Mutation<RemovePricesInput, ChangedOutput>;
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
    /** May be refused with INVALID_CREDENTIALS, ACCOUNT_DISABLED, SECOND_FACTOR_REQUIRED. */
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
    /** May be refused with CHALLENGE_EXPIRED, SECOND_FACTOR_INVALID. */
    secondFactor: Mutation<TokensSecondFactorInput, IssuedTokens>;
  };
  transactions: {
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND. */
    list: Query<{
      portfolioId?: string | undefined;
      instrumentId?: string | undefined;
      types?: ("deposit" | "withdrawal" | "buy" | "cover" | "sell" | "short" | "expire" | "settlement" | "dividend" | "interest" | "fee" | "tax" | "fx" | "transfer_in" | "transfer_out" | "split" | "merger" | "spin_off" | "void")[] | undefined;
      from?: string | undefined;
      to?: string | undefined;
      includeVoided?: boolean | undefined;
      cursor?: string | undefined;
      limit?: number | undefined;
    } | undefined | void, TransactionsPage>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, AMOUNT_OUT_OF_RANGE, INSUFFICIENT_QUANTITY, POSITION_SIDE, LOT_UNAVAILABLE, KEY_REUSED, FOREIGN_CURRENCY_REFUSED, FX_RATE_MISSING, QUOTA_REACHED. */
    record: Mutation<RecordInput, Transaction>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, AMOUNT_OUT_OF_RANGE, INSUFFICIENT_QUANTITY, POSITION_SIDE, LOT_UNAVAILABLE, KEY_REUSED, FOREIGN_CURRENCY_REFUSED, FX_RATE_MISSING, QUOTA_REACHED, ALREADY_VOIDED. */
    replace: Mutation<ReplaceInput, Transaction>;
    /** May be refused with UNAUTHENTICATED, EMAIL_UNVERIFIED, NOT_FOUND, AMOUNT_OUT_OF_RANGE, INSUFFICIENT_QUANTITY, POSITION_SIDE, LOT_UNAVAILABLE, KEY_REUSED, ALREADY_VOIDED. */
    void: Mutation<VoidInput, Transaction>;
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
