/** The password asked for once more, in the middle of an act. */
export const reauthentication = {
  title: 'Confirm your password',
  body: 'Some time has passed since you signed in. Type your password again, so that nobody else does this in your name.',
  password: 'Your password',
  submit: 'Continue',
} as const;
