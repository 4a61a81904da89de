import type { ErrorTexts } from '#shared/code-texts.ts';

/** What a person reads for each code of shared/errors.ts: what happened, and what to do next. */
export const errors = {
  VALIDATION_FAILED: 'Some of the fields need another look. Correct them and send the form again.',
  MALFORMED_REQUEST: 'The server could not read this request. Reload the page and try again.',
  BATCH_REFUSED: 'The server refused this request. Reload the page and try again.',
  PASSWORD_TOO_SHORT_one: 'Use at least {{count}} character.',
  PASSWORD_TOO_SHORT_other: 'Use at least {{count}} characters.',
  PASSWORD_TOO_LONG_one: 'Use at most {{count}} character.',
  PASSWORD_TOO_LONG_other: 'Use at most {{count}} characters.',
  PASSWORD_WEAK:
    'This password is easy to guess: it follows a pattern or is close to your email or name. Choose another one.',
  PASSWORD_COMMON: 'This password is on the lists attackers try first, or nearly. Choose another one.',
  CURRENT_PASSWORD_INVALID: 'Wrong password. Try again.',
  LINK_INVALID:
    'This link no longer works: it is too old, was used already, or a newer one was sent. Ask for a new one.',
  AMOUNT_OUT_OF_RANGE:
    'A figure becomes too large or too small to be kept exactly. Check the quantities, prices and amounts.',
  FOREIGN_CURRENCY_REFUSED:
    'A domestic account keeps its base currency alone. Enter this in an international account.',
  FX_RATE_MISSING:
    'No exchange rate is known for that day. Enter the rate here, or add one for that day or an earlier one.',
  UNAUTHENTICATED: 'You are not signed in. Sign in to go on.',
  INVALID_CREDENTIALS: 'Wrong email, username or password. Check them and try again.',
  ACCOUNT_DISABLED: 'This account is disabled. Ask your administrator to enable it.',
  SESSION_EXPIRED: 'Your session has expired. Sign in again.',
  SESSION_REVOKED: 'Your session was ended, here or on another device. Sign in again.',
  REFRESH_INVALID: 'Your session could not be continued. Sign in again.',
  REFRESH_REUSED:
    'Your session was used elsewhere, so it was ended. Sign in again, and change your password if that was not you.',
  SECOND_FACTOR_REQUIRED: 'This account has a second factor. Enter its code.',
  SECOND_FACTOR_INVALID: 'Wrong or used code. Enter the next one.',
  CHALLENGE_EXPIRED: 'That took too long, or was used already. Start again.',
  PASSKEY_INVALID: 'This passkey was not accepted. Try again, or choose another way.',
  FORBIDDEN: 'You do not have permission to do this. Ask your administrator if you need it.',
  REAUTH_REQUIRED: 'Confirm that it is you to go on.',
  ORIGIN_REFUSED:
    'The server does not accept requests from this address. Open QuantPulse at its usual address.',
  REGISTRATION_CLOSED: 'Registration is closed on this server. Ask your administrator for an account.',
  FEATURE_OFF: 'This server does not offer that. Ask your administrator.',
  EMAIL_UNVERIFIED:
    'Confirm your email address first: open the link in the mail you got, or ask for a new one.',
  NOT_FOUND: 'This could not be found. It may have been removed; go back and reload the page.',
  METHOD_NOT_ALLOWED: 'The server does not offer this action. Reload the page and try again.',
  PAYLOAD_TOO_LARGE: 'This is more than the server accepts at once. Shorten it and try again.',
  UNSUPPORTED_MEDIA_TYPE: 'The server could not read this request. Reload the page and try again.',
  EMAIL_TAKEN:
    'This email is taken. Sign in with it or use another one. That of a deleted account is free again later.',
  USERNAME_TAKEN: 'This username is taken. Choose another one.',
  CONFLICT_VERSION: 'This was changed on another device. Load the new values and save again.',
  LAST_ADMIN: 'This is the last administrator. Make somebody else an administrator first.',
  TOTP_ALREADY_ENABLED: 'An authenticator app is connected already. Remove it first.',
  LAST_FACTOR: 'Without it nobody could sign in. Set a password first.',
  TOO_MANY_PASSKEYS: 'There are twenty passkeys already. Remove one.',
  IN_USE:
    'This instrument is in use: transactions or prices depend on it. Leave it as it is, or make another.',
  NAME_TAKEN: 'You have one of this name already. Choose another name.',
  QUOTA_REACHED_one: 'You may have at most {{count}}. Remove what you no longer need.',
  QUOTA_REACHED_other: 'You may have at most {{count}}. Remove what you no longer need.',
  INSUFFICIENT_QUANTITY:
    'More would leave the position than it holds on that day. Check the quantity, the day and what was recorded later.',
  POSITION_SIDE:
    'The position is held on the other side on that day. Close it first: sell what you hold, cover what you sold short.',
  LOT_UNAVAILABLE: 'A lot you chose is not open on that day, or holds less. Choose other lots.',
  ALREADY_VOIDED: 'This transaction is voided already. Reload the list.',
  KEY_REUSED:
    'The first try was recorded although no answer came. What you changed since then is not recorded yet.',
  RATE_LIMITED_one: 'Too many attempts. Try again in {{count}} second.',
  RATE_LIMITED_other: 'Too many attempts. Try again in {{count}} seconds.',
  SERVICE_UNAVAILABLE_one: 'The service is busy. Try again in {{count}} second.',
  SERVICE_UNAVAILABLE_other: 'The service is busy. Try again in {{count}} seconds.',
  UNEXPECTED:
    'Something went wrong on our side. Try again; if it happens again, send your administrator the number below.',
  /** The same two while the wait is longer than a minute; `nextAttempt` follows with the clock that the button shows. */
  longWait: {
    RATE_LIMITED: 'Too many attempts.',
    SERVICE_UNAVAILABLE: 'The service is busy.',
  },
  nextAttempt: 'Try again in {{clock}}.',
  /** The same refusal when few attempts are left. */
  attemptsLeft: {
    INVALID_CREDENTIALS_zero: 'Wrong email, username or password. That was the last attempt for now.',
    INVALID_CREDENTIALS_one: 'Wrong email, username or password. {{count}} attempt left.',
    INVALID_CREDENTIALS_other: 'Wrong email, username or password. {{count}} attempts left.',
    CURRENT_PASSWORD_INVALID_zero: 'Wrong password. That was the last attempt for now.',
    CURRENT_PASSWORD_INVALID_one: 'Wrong password. {{count}} attempt left.',
    CURRENT_PASSWORD_INVALID_other: 'Wrong password. {{count}} attempts left.',
  },
  /** Why exactly a session was ended. */
  ended: {
    limit: 'Too many sessions were open, so this one, the oldest, was ended. Sign in again.',
    'password-changed': 'The password was changed in another session, so this one was ended. Sign in again.',
    'password-reset': 'An administrator reset your password, so the session was ended. Sign in again.',
    reuse:
      'Your session was used elsewhere, so it was ended. Sign in again, and change your password if that was not you.',
    revoked: 'This session was ended from another one, or by an administrator. Sign in again.',
  },
  /** The same refusal of an account that its owner deleted. */
  deleted: {
    ACCOUNT_DISABLED:
      'This account was deleted. Its data is erased on {{date}}; then the email and username are free again.',
  },
  waitIsOver: 'You can try again now.',
  offline: 'You are offline. Check the connection and try again.',
  cookiesLost:
    'This browser did not keep the cookie of your sign-in. Allow cookies for this site, or try another browser or address; a proxy on the way may remove them, too.',
  unreachable: 'The server cannot be reached. Wait a moment and try again; nothing you typed is lost.',
  unknown:
    'The server answered something this page does not understand. Reload the page; if it happens again, send your administrator the number below.',
  requestId: 'Request number',
} as const satisfies ErrorTexts & Record<string, string | Record<string, string>>;
