import Bowser from 'bowser';

/** What people call a browser, where its own name is longer. */
const shortNames: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
};

/** Makers that people name their phone by, where the user agent still gives the model away. */
const makers: readonly (readonly [RegExp, string])[] = [
  [/\bSAMSUNG\b|\bSM-[A-Z]\d/u, 'Samsung'],
  [/\bPixel\b/u, 'Pixel'],
];

/**
 * Browser and device in a person's words, such as `Firefox 152, Linux` or `Safari 18, iPhone`; null when the user agent
 * names neither. Most browsers on Android no longer name the phone.
 */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os, platform } = Bowser.parse(userAgent);
  const major = browser.version?.split('.', 1)[0];
  const browserName = [shortNames[browser.name ?? ''] ?? browser.name, major].filter(Boolean).join(' ');
  const device = os.name === 'iOS' ? platform.model : os.name === 'Android' ? makerIn(userAgent) : undefined;
  const name = [browserName, device ?? os.name].filter(Boolean).join(', ');
  return name === '' ? null : name;
}

function makerIn(userAgent: string): string | undefined {
  return makers.find(([pattern]) => pattern.test(userAgent))?.[1];
}
