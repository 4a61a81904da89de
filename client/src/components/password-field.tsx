import { clsx } from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { controlStyles, describedBy, Field } from '#client/components/field.tsx';
import type { TextFieldProps } from '#client/components/text-field.tsx';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'ref'> {
  ref?: React.Ref<HTMLInputElement> | undefined;
}

/** A password: reveal button, hints on Caps Lock and a Cyrillic layout. Pasting is never blocked. */
export function PasswordField({
  id,
  label,
  hint,
  error,
  aside,
  className,
  ref,
  ...input
}: PasswordFieldProps) {
  const { t } = useTranslation('common');
  const ownId = useId();
  const fieldId = id ?? ownId;
  const element = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => element.current as HTMLInputElement);
  const { isRevealed, toggle } = useReveal(element);
  const { hints, onKeyEvent, forget } = useKeyHints();
  const shownHint = joinHints(useKeyboardNote(hints), hint);
  const Icon = isRevealed ? EyeOff : Eye;

  return (
    <Field {...{ id: fieldId, label, hint: shownHint, error, aside, className }}>
      <div className="relative">
        <input
          {...input}
          id={fieldId}
          ref={element}
          data-slot="password-field"
          type={isRevealed ? 'text' : 'password'}
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className={clsx(controlStyles, 'pr-11')}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(fieldId, { hint: shownHint, error })}
          onKeyDown={onKeyEvent}
          onKeyUp={onKeyEvent}
          onFocus={(event) => {
            forget();
            input.onFocus?.(event);
          }}
        />
        <button
          type="button"
          aria-label={t('password.show')}
          aria-pressed={isRevealed}
          aria-controls={fieldId}
          title={t(isRevealed ? 'password.hide' : 'password.show')}
          className="absolute inset-y-0 right-0 grid w-11 cursor-pointer place-items-center rounded-r-md text-ink-faint hover:text-ink focus-visible:-outline-offset-2"
          onMouseDown={(event) => event.preventDefault()}
          onClick={toggle}
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </div>
    </Field>
  );
}

/** Shows a password as text on demand: the caret stays where it was, and sending the form hides it again. */
function useReveal(input: RefObject<HTMLInputElement | null>) {
  const [isRevealed, setIsRevealed] = useState(false);

  useEffect(() => {
    const form = input.current?.form;
    const hide = () => setIsRevealed(false);
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, [input]);

  /** A new type moves the caret to the start, in Chromium once the input is drawn anew. Then it is put back. */
  function toggle() {
    const { current } = input;
    const caret = [current?.selectionStart ?? null, current?.selectionEnd ?? null] as const;
    setIsRevealed((before) => !before);
    requestAnimationFrame(() => current?.setSelectionRange(...caret));
  }

  return { isRevealed, toggle };
}

interface KeyHints {
  isCapsLockOn: boolean;
  isCyrillic: boolean;
}

const none: KeyHints = { isCapsLockOn: false, isCyrillic: false };

/**
 * What the last key told of the keyboard: Caps Lock, and a Cyrillic layout. Forgotten when the field is entered anew,
 * not when it is left. A hint that vanishes under a click moves the button away.
 */
function useKeyHints() {
  const [hints, setHints] = useState(none);
  function onKeyEvent(event: KeyboardEvent<HTMLInputElement>) {
    const isCapsLockOn = event.getModifierState('CapsLock');
    const isLetter = event.key.length === 1 && /\p{L}/u.test(event.key);
    setHints((before) => ({
      isCapsLockOn,
      isCyrillic: isLetter ? /\p{Script=Cyrillic}/u.test(event.key) : before.isCyrillic,
    }));
  }
  return { hints, onKeyEvent, forget: () => setHints(none) };
}

function useKeyboardNote({ isCapsLockOn, isCyrillic }: KeyHints): string {
  const { t } = useTranslation('common');
  return [isCapsLockOn && t('password.capsLock'), isCyrillic && t('password.cyrillic')]
    .filter(Boolean)
    .join(' ');
}

function joinHints(note: string, hint: ReactNode) {
  if (!note) return hint;
  return (
    <>
      <p role="status" className="text-warning">
        {note}
      </p>
      {hint}
    </>
  );
}
