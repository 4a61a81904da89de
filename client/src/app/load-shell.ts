import { loadMoneyTexts } from '#client/i18n/i18n.ts';
import { startMemberLocale } from '#client/lib/locale.ts';

/** Loads a view together with the texts of members: it is not drawn before they are there. */
export async function withMemberTexts<View>(load: () => Promise<View>): Promise<View> {
  const [view] = await Promise.all([load(), startMemberLocale()]);
  return view;
}

/** The same of a page of money, whose texts the shell does without. */
export async function withMoneyTexts<View>(load: () => Promise<View>): Promise<View> {
  const [view] = await Promise.all([load(), loadMoneyTexts()]);
  return view;
}

export function loadShell() {
  return withMemberTexts(async () => (await import('#client/app/shell/shell.tsx')).Shell);
}
