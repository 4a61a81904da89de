import { expect, test } from 'vitest';
import { matches, shortcuts } from '#client/lib/shortcuts.ts';

/** What the browser reports for a key; `key` differs by layout. */
function press(code: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false };
  return { ...none, ...held, code } as KeyboardEvent;
}

test('a typist on the Russian layout opens the palette with the key that prints «л»', () => {
  expect(matches(shortcuts.palette, press('KeyK', { ctrlKey: true, key: 'л' }))).toBe(true);
});

test.each([
  ['the US layout', press('Slash', { shiftKey: true, key: '?' })],
  ['the Russian layout', press('Digit7', { shiftKey: true, key: '?' })],
  ['the German layout', press('Minus', { shiftKey: true, key: '?' })],
])('a typist on %s opens the list of shortcuts with the key that types "?"', (_, event) => {
  expect(matches(shortcuts.help, event)).toBe(true);
});

test.each([
  ['a comma on the Russian layout', press('Slash', { shiftKey: true, key: ',' })],
  ['a slash', press('Slash', { key: '/' })],
  ['"?" with Ctrl', press('Slash', { shiftKey: true, ctrlKey: true, key: '?' })],
])('a typist who presses %s does not open the list of shortcuts', (_, event) => {
  expect(matches(shortcuts.help, event)).toBe(false);
});

test('a typist on a Mac uses ⌘', () => {
  expect(matches(shortcuts.palette, press('KeyK', { metaKey: true }))).toBe(true);
});

test.each([
  ['no modifier', press('KeyK')],
  ['AltGr, which Windows reports as Ctrl+Alt', press('KeyK', { ctrlKey: true, altKey: true })],
  ['Shift too', press('KeyK', { ctrlKey: true, shiftKey: true })],
  ['a key held down', press('KeyK', { ctrlKey: true, repeat: true })],
])('a typist with %s opens nothing', (_, event) => {
  expect(matches(shortcuts.palette, event)).toBe(false);
});
