import Bowser from 'bowser';

/** Browser and system in a person's words, such as `Firefox 152, Linux`; null when the user agent names neither. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent);
  const major = browser.version?.split('.', 1)[0];
  const browserName = [browser.name, major].filter(Boolean).join(' ');
  const name = [browserName, os.name].filter(Boolean).join(', ');
  return name === '' ? null : name;
}
