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

const browsers = new Set(Object.values(Bowser.BROWSER_MAP));
const systems = new Set(Object.values(Bowser.OS_MAP));

/**
 * Browser and device in a person's words, such as `Firefox 152, Linux` or `Safari 18, iPhone`; null when the user agent
 * names neither. Most browsers on Android no longer name the phone.
 *
 * Only names that the library lists are told. Else a stranger could write a sentence, or an address, into our mails.
 */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os, platform } = Bowser.parse(userAgent);
  const system = systems.has(os.name ?? '') ? os.name : undefined;
  const device = system === 'iOS' ? platform.model : system === 'Android' ? makerIn(userAgent) : undefined;
  const name = [browserNamed(browser), device ?? system].filter(Boolean).join(', ');
  return name === '' ? null : name;
}

function browserNamed({ name = '', version = '' }: Bowser.Parser.Details): string | undefined {
  if (!browsers.has(name)) return undefined;
  const major = /^\d{1,4}/.exec(version)?.[0];
  return [shortNames[name] ?? name, major].filter(Boolean).join(' ');
}

function makerIn(userAgent: string): string | undefined {
  return makers.find(([pattern]) => pattern.test(userAgent))?.[1];
}
