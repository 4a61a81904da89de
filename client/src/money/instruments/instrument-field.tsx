import { clsx } from 'clsx';
import { ChevronsUpDown, Plus } from 'lucide-react';
import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { controlStyles, describedBy, Field, type FieldTexts } from '#client/components/field.tsx';
import { isKnownSymbol } from '#client/money/instruments/instruments.rules.ts';
import {
  useFindInstruments,
  useFoundInstruments,
  useInstrument,
} from '#client/money/instruments/use-instruments.ts';
import type { Instrument } from '#shared/money/instruments.ts';

export interface InstrumentFieldProps extends FieldTexts {
  id: string;
  /** The id of the chosen one, empty for none. */
  value: string;
  inputRef?: Ref<HTMLInputElement>;
  onChoose(instrument: Instrument): void;
  /** Somebody wants a new one, by what was typed. */
  onNew(symbol: string): void;
  onBlur?: () => void;
}

/** Longer lists are narrowed by typing. */
const shownMost = 8;

/** An instrument by its symbol or name. One types a part and takes one of the list, or makes a new one. */
export function InstrumentField({ id, label, hint, error, value, inputRef, ...acts }: InstrumentFieldProps) {
  const listId = useId();
  const chosen = useInstrument(value);
  const list = useChoosing(acts);
  const optionId = (place: number) => `${listId}-${place}`;
  return (
    <Field {...{ id, label, hint, error }}>
      <div className="relative">
        {/* Without a name: what is typed here is no value of the form. */}
        <input
          id={id}
          ref={inputRef}
          role="combobox"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={list.isOpen}
          aria-controls={list.isOpen ? listId : undefined}
          aria-activedescendant={list.isOpen && list.options.length > 0 ? optionId(list.place) : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={`${controlStyles} pr-9`}
          value={list.typed ?? (chosen ? `${chosen.symbol} · ${chosen.name}` : '')}
          onFocus={({ target }) => target.select()}
          onBlur={list.leave}
          onClick={list.open}
          onChange={({ target }) => list.search(target.value)}
          onKeyDown={list.onKeyDown}
        />
        <ChevronsUpDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-faint"
        />
        {list.isOpen && (
          <Options id={listId} label={label} list={list} optionId={optionId} chosenId={value} />
        )}
      </div>
    </Field>
  );
}

/** One line of the list: an instrument, or the offer to make one. */
type Option = { readonly instrument: Instrument } | { readonly symbol: string };

function useChoosing({
  onChoose,
  onNew,
  onBlur,
}: Pick<InstrumentFieldProps, 'onChoose' | 'onNew' | 'onBlur'>) {
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState<string | null>(null);
  const [moved, setMoved] = useState(0);
  /** Typed and left before the instruments were known. */
  const [awaited, setAwaited] = useState<string | null>(null);
  const instruments = useFoundInstruments(query ?? '');
  const findInstruments = useFindInstruments();
  const isReady = instruments !== undefined;
  const found = instruments ?? [];
  const symbol = (query ?? '').trim();
  const isNew = isReady && symbol !== '' && !isKnownSymbol(found, symbol);
  const options: Option[] = [
    ...found.slice(0, shownMost).map((instrument) => ({ instrument })),
    ...(isNew ? [{ symbol }] : []),
  ];
  const place = Math.min(moved, Math.max(options.length - 1, 0));

  function open() {
    setIsOpen(true);
    setMoved(0);
  }
  function close() {
    setIsOpen(false);
    setQuery(null);
  }
  function take(option: Option | undefined) {
    if (!option) return;
    close();
    if ('instrument' in option) onChoose(option.instrument);
    else onNew(option.symbol);
  }
  async function takeOnceKnown(text: string) {
    setAwaited(text);
    const [first] = await findInstruments(text).catch(() => []);
    setAwaited(null);
    if (first) take({ instrument: first });
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const active = options[place];
    if (step !== undefined) {
      if (isOpen) setMoved(Math.min(Math.max(place + step, 0), options.length - 1));
      else open();
    } else if (event.key === 'Enter' && isOpen && !isReady) void takeOnceKnown(symbol);
    else if (event.key === 'Enter' && isOpen && active) take(active);
    else if (event.key === 'Escape' && isOpen) close();
    else {
      // Going on by Tab takes what was typed for the first that fits.
      if (event.key === 'Tab' && query && active && 'instrument' in active) take(active);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
  return {
    isOpen,
    isReady,
    typed: query ?? awaited,
    options,
    place,
    open,
    take,
    onKeyDown,
    search: (text: string) => {
      setQuery(text);
      open();
    },
    leave: () => {
      if (query && !isReady) void takeOnceKnown(symbol);
      close();
      onBlur?.();
    },
  };
}

interface OptionsProps {
  id: string;
  label: ReactNode;
  list: ReturnType<typeof useChoosing>;
  optionId: (place: number) => string;
  chosenId: string;
}

function Options({ id, label, list: { options, place, take, isReady }, optionId, chosenId }: OptionsProps) {
  const { t } = useTranslation(['instruments', 'common']);
  return (
    <div className="absolute inset-x-0 top-full z-30 mt-1 rounded-md border border-line-strong bg-raised">
      <ul
        id={id}
        role="listbox"
        aria-label={typeof label === 'string' ? label : undefined}
        className={clsx('max-h-72 overflow-y-auto p-1', options.length === 0 && 'hidden')}
        // The field keeps the focus and the keys.
        onMouseDown={(event) => event.preventDefault()}
      >
        {options.map((option, index) => (
          <li
            key={'instrument' in option ? option.instrument.id : 'new'}
            id={optionId(index)}
            role="option"
            aria-selected={'instrument' in option && option.instrument.id === chosenId}
            className={clsx(
              'touch-target flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2.5 hover:bg-hover aria-selected:text-accent',
              index === place && 'bg-accent-wash outline-1 outline-transparent',
            )}
            onClick={() => take(option)}
          >
            <OptionText option={option} />
          </li>
        ))}
      </ul>
      <p role="status" className={options.length === 0 ? 'px-3 py-2.5 text-ink-soft' : 'sr-only'}>
        {options.length === 0 && (isReady ? t('instruments:noneYet') : t('common:loading'))}
      </p>
    </div>
  );
}

function OptionText({ option }: { option: Option }) {
  const { t } = useTranslation('instruments');
  if ('symbol' in option)
    return (
      <>
        <Plus aria-hidden className="size-4 shrink-0" />
        <span className="[overflow-wrap:anywhere]">{t('makeNew', { symbol: option.symbol })}</span>
      </>
    );
  const { symbol, name, currency } = option.instrument;
  return (
    <>
      <span className="font-medium">{symbol}</span>
      <span className="min-w-0 flex-1 truncate text-ink-soft">{name}</span>
      <span className="text-[0.8125rem] text-ink-faint">{currency}</span>
    </>
  );
}
