/** The colour themes a person may choose; `system` follows the operating system's changes at once. */
export const themes = ['dark', 'light', 'system'] as const;
export type Theme = (typeof themes)[number];
export const defaultTheme: Theme = 'dark';
