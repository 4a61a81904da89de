import { beforeEach, expect, test, vi } from 'vitest';

/** A browser that has everything and lets these pages have none of it. */
const denied = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('BroadcastChannel', denied);
  vi.stubGlobal('matchMedia', denied);
  vi.stubGlobal('location', { protocol: 'http:', pathname: '/' });
  const root = { dataset: {} as Record<string, string>, lang: '' };
  vi.stubGlobal('document', {
    documentElement: root,
    querySelector: () => null,
    get cookie(): string {
      return denied();
    },
    set cookie(_: string) {
      denied();
    },
  });
});
test('the theme and the language of the page go on, for this page alone', async () => {
  const { setTheme, startTheme } = await import('#client/lib/theme.ts');
  const { readPreference, savePreference } = await import('#client/lib/cookies.ts');
  startTheme();
  setTheme('light');
  savePreference('qp_locale', 'ru');

  expect(document.documentElement.dataset).toEqual({ theme: 'light' });
  expect(readPreference('qp_locale')).toBeNull();
});
