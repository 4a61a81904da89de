/** Texts of signing in, registering, and signing in again over a page. */
export const auth = {
  login: {
    title: 'Sign in',
    submit: 'Sign in',
    noAccount: 'No account yet?',
    register: 'Create one',
    secondFactor: 'This account asks for a second factor, which this page cannot take yet. Reload the page.',
  },
  register: {
    title: 'Create an account',
    submit: 'Create account',
    haveAccount: 'Already have an account?',
    login: 'Sign in',
  },
  relogin: {
    title: 'Sign in to continue',
    ended: 'Your session has ended.',
    body: 'The page stays as it is, with everything you have typed. Another account opens a clean page.',
    leave: 'Leave this page',
  },
  /** The password asked for once more, in the middle of an act. */
  reauthentication: {
    title: 'Confirm your password',
    body: 'Some time has passed since you signed in. Type your password again, so that nobody else does this in your name.',
    password: 'Your password',
    submit: 'Continue',
  },
  identifier: 'E-mail or username',
  email: 'E-mail',
  password: 'Password',
  passwordConfirmation: 'Password once more',
  username: 'Username',
  usernameEmpty: 'Leave it empty and we make one from your e-mail.',
  usernameSuggested: 'Suggested from your e-mail; if it is taken, we add a number.',
  usernameChosen: 'You may sign in with it instead of your e-mail.',
  fullName: 'Full name',
  rememberMe: 'Remember me',
  rememberMeHint: 'Stay signed in on this device after the browser closes.',
} as const;
