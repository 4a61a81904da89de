import type { FieldTexts } from '#shared/code-texts.ts';

/** What a person reads under a field: for each general reason, and more exactly where a field can say more. */
export const fields = {
  REQUIRED: 'Fill in this field.',
  TOO_SHORT: 'This is too short.',
  TOO_LONG: 'This is too long.',
  INVALID: 'This does not look right.',
  UNKNOWN_FIELD: 'The server does not know this field. Reload the page and try again.',
  MISMATCH: 'The passwords differ.',
  exact: {
    identifier: {
      REQUIRED: 'Enter your email or username.',
      INVALID: 'Enter an email or a username without line breaks or special characters.',
    },
    email: {
      REQUIRED: 'Enter your email.',
      INVALID: 'Enter an email such as name@example.com.',
      TOO_LONG: 'Use an email of at most 254 characters.',
    },
    password: {
      REQUIRED: 'Enter a password.',
      INVALID: 'This password contains a character that cannot be stored. Choose another one.',
    },
    passwordConfirmation: { REQUIRED: 'Repeat the password.' },
    currentPassword: { REQUIRED: 'Enter your password.' },
    newPassword: {
      REQUIRED: 'Enter a new password.',
      UNCHANGED: 'This is your current password. Choose another one.',
      INVALID: 'This password contains a character that cannot be stored. Choose another one.',
    },
    newPasswordConfirmation: { REQUIRED: 'Repeat the new password.' },
    confirmation: {
      REQUIRED: 'Type your username.',
      MISMATCH: 'This is not your username. Type it exactly as shown.',
    },
    username: {
      REQUIRED: 'Enter a username.',
      TOO_SHORT: 'Use at least 3 characters.',
      TOO_LONG: 'Use at most 50 characters.',
      INVALID:
        'Use Latin or Cyrillic letters, not both, digits, dots, hyphens and underscores; begin and end with a letter or digit. Some names are reserved.',
    },
    fullName: {
      TOO_LONG: 'Use at most 255 characters.',
      INVALID: 'Use one line without special characters.',
    },
    timeZone: { INVALID: 'The server does not know this time zone. Choose another one.' },
    transaction: {
      tradeDate: { INVALID: 'Enter a day from 1970 to today.' },
      acquiredOn: { INVALID: 'Enter a day from 1970, not after the date of the transaction.' },
      quantity: { INVALID: 'Enter a number above zero, such as 1.5.' },
      price: { INVALID: 'Enter the price as a number, such as 285.4.' },
      amount: { INVALID: 'Enter the amount as a number of at most 8 decimal places.' },
      counterAmount: { INVALID: 'Enter an amount above zero, of at most 8 decimal places.' },
      fee: { INVALID: 'Enter an amount of zero or more, such as 1.5.' },
      tax: { INVALID: 'Enter an amount of zero or more, such as 1.5.' },
      fxRate: {
        INVALID: "Enter a rate above zero, such as 81.25. The account's own currency is always at 1.",
      },
    },
    rows: {
      '0': {
        date: { INVALID: 'Enter a day from 1970 to today.' },
        price: { INVALID: 'Enter the price as a number, such as 285.4.' },
        rate: { INVALID: 'Enter a rate above zero, such as 81.25.' },
      },
    },
  },
} as const satisfies FieldTexts & Record<string, unknown>;
