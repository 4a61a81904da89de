/** Texts of signing in, registering, and signing in again over a page. */
export const auth = {
  login: {
    title: 'Sign in',
    submit: 'Sign in',
    noAccount: 'No account yet?',
    register: 'Create one',
    forgotten: 'Forgot your password?',
    secondFactor: 'A confirmation code is needed. Reload the page to enter it.',
  },
  register: {
    title: 'Create an account',
    submit: 'Create account',
    closed: 'Registration is closed',
    closedBody: 'Ask the administrator of this server for an account.',
    signInInstead: 'Sign in with this email',
    haveAccount: 'Already have an account?',
    login: 'Sign in',
  },
  relogin: {
    title: 'Sign in to continue',
    ended: 'Your session has ended.',
    body: 'The page stays as it is, with everything you have typed. With another account the page reloads.',
    leave: 'Sign out',
  },
  /** The password asked for once more, in the middle of an act. */
  reauthentication: {
    title: 'Confirm your password',
    body: 'You signed in more than 10 minutes ago. Enter your password to confirm that it is you.',
    password: 'Your password',
    submit: 'Continue',
  },
  identifier: 'Email or username',
  email: 'Email',
  password: 'Password',
  passwordConfirmation: 'Repeat password',
  username: 'Username',
  usernameEmpty: 'Leave it empty and we make one from your email.',
  usernameSuggested: 'Suggested from your email; if it is taken, we add a number.',
  usernameChosen: 'You can sign in with it instead of your email.',
  fullName: 'Full name',
  rememberMe: 'Remember me',
  rememberMeHint: 'Stay signed in after the browser closes. Leave it off on a device that is not yours.',
} as const;
