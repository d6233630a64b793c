import { decimals } from '../shared/money';

/** What people have in their purses, in whole units of the currency. */
const NOTES: Record<string, number[]> = {
  EUR: [5, 10, 20, 50, 100, 200],
  USD: [1, 5, 10, 20, 50, 100],
  GBP: [5, 10, 20, 50],
  CHF: [10, 20, 50, 100, 200],
  JPY: [1000, 2000, 5000, 10_000],
  KWD: [0.25, 0.5, 1, 5, 10, 20],
  PLN: [10, 20, 50, 100, 200],
  SEK: [20, 50, 100, 200, 500],
  DKK: [50, 100, 200, 500],
  NOK: [50, 100, 200, 500],
  CZK: [100, 200, 500, 1000, 2000],
  AUD: [5, 10, 20, 50, 100],
  CAD: [5, 10, 20, 50, 100],
};

/** What lies in a drawer besides, in whole units: coins, and notes nobody pays a small sum with. */
const BESIDE_NOTES: Record<string, number[]> = {
  EUR: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 500],
  USD: [0.01, 0.05, 0.1, 0.25, 0.5],
  GBP: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
  CHF: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 1000],
  JPY: [1, 5, 10, 50, 100, 500],
  KWD: [0.005, 0.01, 0.02, 0.05, 0.1],
  PLN: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 500],
  SEK: [1, 2, 5, 10, 1000],
  DKK: [0.5, 1, 2, 5, 10, 20, 1000],
  NOK: [1, 5, 10, 20, 1000],
  CZK: [1, 2, 5, 10, 20, 50, 5000],
  AUD: [0.05, 0.1, 0.2, 0.5, 1, 2],
  CAD: [0.05, 0.1, 0.25, 1, 2],
};

/** All coins and notes of a currency in minor units, the largest first; none of a currency we do not know them of. */
export function denominations(currency: string): number[] {
  const unit = 10 ** decimals(currency);
  return [...(NOTES[currency] ?? []), ...(BESIDE_NOTES[currency] ?? [])]
    .map((it) => Math.round(it * unit))
    .sort((a, b) => b - a);
}

const MOST_KEYS = 4;

/** What is due in coins and notes: nobody pays less than the smallest coin there is. */
export function dueInCash(dueMinor: number, roundingMinor = 1): number {
  const step = Math.max(1, roundingMinor);
  return Math.floor((dueMinor + step / 2) / step) * step;
}

/**
 * What a buyer is likely to hand over for an amount, but for the amount itself: for each note the fewest of them that are
 * enough. €13.50 is paid with 15 (10 and 5), 20, 50 or 100.
 */
export function noteKeys(dueMinor: number, currency: string): number[] {
  if (dueMinor <= 0) return [];
  const unit = 10 ** decimals(currency);
  const notes = NOTES[currency]?.map((it) => Math.round(it * unit)) ?? series(dueMinor);
  const enough = notes.map((note) => Math.ceil(dueMinor / note) * note).filter((it) => it > dueMinor);
  return [...new Set(enough)].sort((a, b) => a - b).slice(0, MOST_KEYS);
}

/** Of a currency whose notes we do not know: 1, 2 and 5 as almost everywhere, about as large as the amount. */
function series(dueMinor: number): number[] {
  const size = 10 ** Math.floor(Math.log10(dueMinor));
  return [size / 2, size, 2 * size, 5 * size, 10 * size].filter(Number.isInteger);
}
