/** First match wins: nearly every browser also calls itself Chrome and Safari. */
const browsers: readonly [RegExp, string][] = [
  [/YaBrowser\//u, 'Yandex Browser'],
  [/Edg(?:e|A|iOS)?\//u, 'Edge'],
  [/OPR\/|Opera/u, 'Opera'],
  [/SamsungBrowser\//u, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//u, 'Firefox'],
  [/Chrome\/|CriOS\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone|iPod/u, 'iPhone'],
  [/iPad/u, 'iPad'],
  [/Android/u, 'Android'],
  [/CrOS/u, 'ChromeOS'],
  [/Windows/u, 'Windows'],
  [/Mac OS X|Macintosh/u, 'macOS'],
  [/Linux/u, 'Linux'],
];

export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
  readonly isPhone: boolean;
}

function firstName(names: readonly [RegExp, string][], userAgent: string): string | null {
  return names.find(([shape]) => shape.test(userAgent))?.[1] ?? null;
}

/** Browser and system from a user agent, well enough for a person to recognise their own device. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? '';
  return {
    browser: firstName(browsers, text),
    system: firstName(systems, text),
    isPhone: /Mobile|iPhone|Android/u.test(text),
  };
}
