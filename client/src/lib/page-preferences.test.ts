import { beforeEach, expect, test, vi } from 'vitest';

/** As much of a page as the preferences touch. */
function openPage(cookie = '', { protocol = 'http:', prefersLight = false } = {}) {
  const jar = new Map(cookie ? [cookie.split('=') as [string, string]] : []);
  const written: string[] = [];
  const frame = new Map<string, string>();
  const system = { matches: prefersLight, listeners: [] as (() => void)[] };
  const root = { dataset: {} as Record<string, string>, lang: '' };
  vi.stubGlobal('location', { protocol });
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return system.matches;
    },
    addEventListener: (_type: string, listener: () => void) => system.listeners.push(listener),
  }));
  vi.stubGlobal('document', {
    get cookie() {
      return [...jar].map((pair) => pair.join('=')).join('; ');
    },
    set cookie(line: string) {
      written.push(line);
      const [name = '', value = ''] = line.split(';', 1)[0]!.split('=');
      jar.set(name, value);
    },
    documentElement: root,
    querySelector: () => ({ setAttribute: (name: string, value: string) => frame.set(name, value) }),
  });
  return { written, frame, system, root };
}

beforeEach(() => {
  vi.resetModules();
});

const cookies = () => import('#client/lib/cookies.ts');
const theme = () => import('#client/lib/theme.ts');

test('whoever has chosen nothing sees the dark theme', async () => {
  const page = openPage();
  (await theme()).startTheme();
  expect(page.root.dataset['theme']).toBe('dark');
});

test('a theme nobody knows counts as none', async () => {
  const page = openPage('qp_theme=pink');
  (await theme()).startTheme();
  expect(page.root.dataset['theme']).toBe('dark');
});

test('whoever follows the system sees it change at once', async () => {
  const page = openPage('qp_theme=system', { prefersLight: true });
  (await theme()).startTheme();
  expect(page.root.dataset['theme']).toBe('light');
  page.system.matches = false;
  for (const listener of page.system.listeners) listener();
  expect(page.root.dataset['theme']).toBe('dark');
  expect(page.frame.get('content')).toBe('#0a0d12');
});

test('a choice is painted, and kept for a year where no other site reads it', async () => {
  const page = openPage('', { protocol: 'https:' });
  const { startTheme, setTheme } = await theme();
  startTheme();
  setTheme('light');
  expect(page.root.dataset['theme']).toBe('light');
  expect(page.written).toEqual(['qp_theme=light; Path=/; Max-Age=31536000; SameSite=Lax; Secure']);
});

test('what is chosen already is not written again', async () => {
  const page = openPage('qp_locale=ru');
  (await cookies()).savePreference('qp_locale', 'ru');
  expect(page.written).toEqual([]);
});

test('a tab follows what another tab chose, and tells it of its own choice', async () => {
  const page = openPage();
  const { startTheme, setTheme } = await theme();
  startTheme();
  const otherTab = new BroadcastChannel('qp-preferences');
  const heard: unknown[] = [];
  otherTab.addEventListener('message', ({ data }) => heard.push(data));
  otherTab.postMessage({ name: 'qp_theme', value: 'light' });
  await vi.waitFor(() => expect(page.root.dataset['theme']).toBe('light'));
  setTheme('system');
  await vi.waitFor(() => expect(heard).toContainEqual({ name: 'qp_theme', value: 'system' }));
  otherTab.close();
});

test('a tab takes from another only a choice it knows', async () => {
  const page = openPage('qp_theme=light');
  const { startTheme } = await theme();
  startTheme();
  const otherTab = new BroadcastChannel('qp-preferences');
  const nonsense = [null, 'dark', {}, { name: 'qp_theme' }, { name: 'qp_locale', value: 'dark' }];
  const unknown = ['pink', 'constructor', ['dark'], null].map((value) => ({ name: 'qp_theme', value }));
  const painted: unknown[] = [];
  page.root.dataset = new Proxy(page.root.dataset, {
    set: (target, name, value) => (painted.push(value), Reflect.set(target, name, value)),
  });
  // Messages of one channel arrive in order: the last shows that all before were heard.
  for (const message of [...nonsense, ...unknown, { name: 'qp_theme', value: 'light' }])
    otherTab.postMessage(message);
  await vi.waitFor(() => expect(painted).toContain('light'));
  expect(painted).not.toContain('dark');
  otherTab.close();
});

test('whoever’s browser speaks Russian reads Russian, until they choose otherwise', async () => {
  const page = openPage();
  vi.stubGlobal('navigator', { languages: ['ru-RU', 'en'] });
  const { startLocale, setLocale } = await import('#client/lib/locale.ts');
  await startLocale();
  expect(page.root.lang).toBe('ru');
  await setLocale('en');
  expect(page.root.lang).toBe('en');
  expect(page.written).toEqual(['qp_locale=en; Path=/; Max-Age=31536000; SameSite=Lax']);
});
