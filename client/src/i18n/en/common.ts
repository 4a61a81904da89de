/** Words of the components and of the product itself. */
export const common = {
  product: 'QuantPulse',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  loading: 'Loading…',
  optional: 'optional',
  titleError: 'Error: {{title}}',
  password: {
    show: 'Show password',
    hide: 'Hide password',
    capsLock: 'Caps Lock is on.',
    cyrillic: 'The keyboard is in Russian. Is that what you meant?',
  },
  strength: {
    label: 'Password strength',
    empty: 'Use 8 characters or more. A few unrelated words are long, strong and easy to remember.',
    missing_one: '{{count}} more character to go.',
    missing_other: '{{count}} more characters to go.',
    weak: 'Weak. Easy to guess: try a longer phrase.',
    fair: 'Fair. One more word would make it much stronger.',
    good: 'Good. Hard to guess.',
    strong: 'Strong. Very hard to guess.',
    repeated: 'Repeated characters and sequences are among the first things tried.',
  },
  summary: {
    title_one: 'There is {{count}} thing to fix',
    title_other: 'There are {{count}} things to fix',
  },
} as const;
