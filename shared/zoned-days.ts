/** Writes the day of an instant as ISO 8601 does. A zone that only another build knows is read as UTC. */
export function dayIn(timeZone: string): (instant: Date) => string {
  const format = (zone: string) =>
    new Intl.DateTimeFormat('sv', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  try {
    const { format: day } = format(timeZone);
    return day;
  } catch {
    return format('UTC').format;
  }
}
