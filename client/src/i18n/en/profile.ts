/** Texts of the profile pages. */
export const profile = {
  title: 'Profile',
} as const;
