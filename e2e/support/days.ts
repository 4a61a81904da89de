const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Where the people of the journeys live it may be tomorrow already. */
const calendar = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Moscow', dateStyle: 'short' });

/** A day of their calendar, as ISO 8601 writes it. */
export const daysAgo = (days: number) => calendar.format(Date.now() - days * dayMilliseconds);
