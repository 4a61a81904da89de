/** Prices and rates that are entered by hand. */
export const prices = {
  day: 'Day',
  save: 'Save',
  saved: 'Saved',
  none: 'None yet.',
  removeNamed: 'Remove that of {{date}}',
  notRemoved: 'It was not removed',
  prices: {
    title: 'Prices',
    body: 'A price of yours counts before any other of its day.',
    one: 'Price, {{currency}}',
  },
  rates: {
    title: 'Rates {{base}}/{{quote}}',
    body: 'A rate of yours counts before any other of its day.',
    one: '1 {{base}} in {{quote}}',
  },
} as const;
