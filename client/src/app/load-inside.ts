import { startLocaleInside } from '#client/lib/locale.ts';

/** A view together with the texts that only pages inside have: it is not drawn before they are there. */
export async function withTextsInside<View>(load: () => Promise<View>): Promise<View> {
  const [view] = await Promise.all([load(), startLocaleInside()]);
  return view;
}

export function loadShell() {
  return withTextsInside(async () => (await import('#client/app/shell/shell.tsx')).Shell);
}
