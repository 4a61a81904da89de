import { useEffect, useEffectEvent, useState } from 'react';
import { shortcuts, useShortcut } from '#client/lib/shortcuts.ts';
import { TextField, type TextFieldProps } from '#client/components/text-field.tsx';

/** A pause this long is the end of a word, not a key on the way to the next. */
const pauseMilliseconds = 350;

interface SearchFieldProps extends Pick<TextFieldProps, 'label' | 'hint' | 'className' | 'inputMode'> {
  id: string;
  /** What the list shows now. */
  value: string;
  onSearch(text: string): void;
}

/** Text that filters the list of a page: at the end of a word, or at once by Enter. `/` leads to it. */
export function SearchField({ value, onSearch, ...field }: SearchFieldProps) {
  useShortcut(shortcuts.search, () => document.getElementById(field.id)?.focus());
  const [typed, setTyped] = useState<string | null>(null);
  const search = useEffectEvent((text: string) => {
    setTyped(null);
    if (text.trim() !== value) onSearch(text.trim());
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => search(typed), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextField
      {...field}
      type="search"
      value={typed ?? value}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={({ key }) => key === 'Enter' && search(typed ?? value)}
    />
  );
}
