const minuteMilliseconds = 60_000;
const hour = 60 * minuteMilliseconds;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    // The Swedish way to write a moment is nearly that of ISO 8601: `2026-11-21 09:30:00`.
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, clock);
  return clock;
}

/** What the clocks on the wall of a zone show, as if they were in UTC. */
function wallTime(timeZone: string, instant: number): number {
  return Date.parse(`${clockOf(timeZone).format(instant).replace(' ', 'T')}Z`);
}

/** The day a zone has at an instant, `2026-11-21`. */
export function dayIn(timeZone: string, instant: number): string {
  return clockOf(timeZone).format(instant).slice(0, 10);
}

/** When the clocks of a zone show so many minutes after the midnight a day begins with. */
export function instantIn(timeZone: string, day: string, minutes: number): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMilliseconds;
  // A zone is at most 14 hours from UTC. By the second look the offset is that of the right side of a clock change.
  const first = wanted - (wallTime(timeZone, wanted) - wanted);
  return wanted - (wallTime(timeZone, first) - first);
}

/** The day that many days after another one. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10);
}
