const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' };

/** English without a country is read by all the world, and most of it puts the day before the month. */
const worldwide = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

/** "Wed 25 Nov" of 2026-11-25. A calendar day has no time zone. */
export function day(date: string, locale: string): string {
  return new Intl.DateTimeFormat(worldwide(locale), DAY).format(new Date(`${date}T00:00:00Z`));
}

/** One day, or from one to another in the words of the locale. */
export function days(earliest: string, latest: string | null, locale: string): string {
  if (!latest || latest === earliest) return day(earliest, locale);
  const [from, to] = [new Date(`${earliest}T00:00:00Z`), new Date(`${latest}T00:00:00Z`)];
  return new Intl.DateTimeFormat(worldwide(locale), DAY).formatRange(from, to);
}

/** A moment on the reader's own clock. */
export function moment(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

export function timeOfDay(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(new Date(instant));
}

/** "30 Nov 2026" of 2026-11-30: with its year, for what is kept. */
export function datedDay(date: string, locale: string): string {
  const format = new Intl.DateTimeFormat(worldwide(locale), { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}
