/** What proves a second time who somebody is; for a stranger they come with the second step of a sign-in. */
export const factor = {
  code: 'Code from the app',
  codeHint: 'Six digits. The app shows new ones every 30 seconds.',
  recoveryCode: 'Recovery code',
  recoveryCodeHint: 'Sixteen letters and digits. Each code works once.',
  usePasskey: 'Use a passkey',
  signInWithPasskey: 'Sign in with a passkey',
  passkeyGivenUp: 'No passkey was chosen. Try again, or choose another way.',
  restart: 'Start again with the password',
  ask: {
    totp: 'The password is right. Now enter the code from your authenticator app.',
    passkey: 'The password is right. Now confirm with a passkey.',
    'recovery-code': 'The password is right. Now enter one of your recovery codes.',
  },
  choose: {
    totp: 'Use a code from the app',
    passkey: 'Use a passkey',
    'recovery-code': 'Use a recovery code',
  },
  /** A proof asked for once more, in the middle of an act. */
  reauthentication: {
    title: 'Confirm that it is you',
    body: 'You signed in more than 10 minutes ago.',
    password: 'Your password',
    submit: 'Continue',
    byPassword: 'Use the password',
  },
} as const;
