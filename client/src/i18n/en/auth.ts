/** Texts of the auth pages. */
export const auth = {
  title: 'Sign in',
} as const;
