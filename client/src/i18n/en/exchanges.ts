/** The market clock: where there is trading, and when the next bell rings. */
export const exchanges = {
  title: 'Markets',
  description: 'Opening and closing, in your time.',
  names: { moex: 'MOEX', lse: 'LSE', nyse: 'NYSE', cme: 'CME', crypto: 'Crypto' },
  places: {
    moex: 'Moscow, stocks',
    lse: 'London, stocks',
    nyse: 'New York, stocks',
    cme: 'Chicago, futures',
    crypto: 'Around the clock',
  },
  states: { open: 'Open', closed: 'Closed', unknown: 'Unknown' },
  days: { short: 'Special hours', holiday: 'Holiday' },
  opens: 'opens {{when}}',
  closes: 'closes {{when}}',
  noBell: 'No closing bell',
  noCalendar: 'No calendar for this day',
} as const;
