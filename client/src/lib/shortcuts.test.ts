import { expect, test } from 'vitest';
import { matches, shortcuts } from '#client/lib/shortcuts.ts';

/** What the browser reports for a key; `key` differs by layout and is not read. */
function press(code: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false };
  return { ...none, ...held, code } as KeyboardEvent;
}

test('a typist on the Russian layout opens the palette with the key that prints «л»', () => {
  expect(matches(shortcuts.palette, press('KeyK', { ctrlKey: true, key: 'л' }))).toBe(true);
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
