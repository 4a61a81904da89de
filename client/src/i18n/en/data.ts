/** The page of one's own data, and what is said once the account is gone. */
export const data = {
  title: 'Your data',
  download: {
    title: 'Download your data',
    description: 'Everything QuantPulse keeps about you, in one JSON file.',
    profile: 'Your profile and preferences.',
    sessions: 'Your sessions, open and recently ended.',
    devices: 'Known devices: since when, and when they were last used.',
    events: 'The events of your account: sign-ins, refusals and changes.',
    secrets:
      'It holds no passwords and no tokens, so nobody can sign in with it. Keep it in a safe place all the same.',
    submit: 'Download',
    saved: 'File saved',
  },
  deletion: {
    title: 'Delete the account',
    description: 'It takes effect at once and cannot be taken back here.',
    sessions: 'Every session ends at once, on every device.',
    signIn: 'Nobody can sign in to the account any more.',
    kept: 'The account stays disabled until the server purges it; until then its e-mail and username stay taken.',
    open: 'Delete the account…',
  },
  dialog: {
    title: 'Delete the account?',
    body: 'The account {{email}} will be closed at once, and you cannot open it again yourself.',
    confirmation: 'Username, to confirm',
    confirmationHint: 'Type it exactly:',
    password: 'Your password',
    submit: 'Delete the account',
  },
  deleted: {
    title: 'The account has been deleted',
    body: 'You are signed out, and every session of the account has ended. Its e-mail and username stay taken until the server purges the account.',
    next: 'Go to sign-in',
  },
} as const;
