/** What a figure says of itself: how old it is, where it came from, what it lacks. */
export const figures = {
  unknown: 'unknown',
  old: 'old, {{day}}',
  assumed: 'assumed',
  unpriced_one: '{{count}} without a price',
  unpriced_other: '{{count}} without a price',
  sources: { manual: 'by hand', import: 'imported', deribit: 'Deribit', sim: 'simulated' },
  understood: '= {{number}}',
  chart: {
    sentence:
      'From {{opening}} on {{from}} to {{closing}} on {{to}}. Lowest: {{lowest}} on {{lowestDay}}; highest: {{highest}} on {{highestDay}}.',
    unchanged: '{{value}} on every day from {{from}} to {{to}}.',
    oneDay: '{{value}} on {{day}}.',
    table: 'Show as a table',
    day: 'Day',
    value: 'Value, {{currency}}',
  },
  simulated: 'Simulated – not market data',
} as const;
