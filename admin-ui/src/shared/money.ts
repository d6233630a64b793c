/** How many decimals a currency has: 2 for the euro, 0 for the yen, 3 for the dinar of Kuwait. */
export function decimals(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** 2270 EUR is "€22.70" in English and "22,70 €" in German. */
export function money(minor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(asDecimal(minor, currency) as never);
}

/** 2270 EUR is "22.70": exact, because it is text all the way. */
export function asDecimal(minor: number, currency: string): string {
  const places = decimals(currency);
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = minor < 0 ? '-' : '';
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`;
}

/** The minor units of what a person typed, or null when it is not an amount of this currency. */
export function minorOf(text: string, currency: string): number | null {
  const places = decimals(currency);
  const [, whole = '', fraction = ''] = /^\s*(\d{1,12})(?:[.,](\d*))?\s*$/.exec(text) ?? [];
  if (!whole || fraction.length > places) return null;
  return Number(whole + fraction.padEnd(places, '0'));
}
