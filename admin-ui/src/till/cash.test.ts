import { describe, expect, test } from 'vitest';
import { denominations, dueInCash, noteKeys } from './cash';

describe('the keys of notes', () => {
  test.each([
    ['EUR', 1350, [1500, 2000, 5000, 10_000]],
    ['EUR', 2000, [5000, 10_000, 20_000]],
    ['EUR', 490, [500, 1000, 2000, 5000]],
    ['EUR', 64_000, [65_000, 70_000, 80_000]],
    ['JPY', 3480, [4000, 5000, 10_000]],
    ['JPY', 980, [1000, 2000, 5000, 10_000]],
    ['KWD', 3_400, [3_500, 4_000, 5_000, 10_000]],
    ['KWD', 125, [250, 500, 1_000, 5_000]],
    ['XAF', 1300, [1500, 2000, 5000, 10_000]],
  ])('%s %i', (currency, due, keys) => {
    expect(noteKeys(due, currency)).toEqual(keys);
  });

  test('are always enough, and never the exact amount, which has a key of its own', () => {
    for (let due = 1; due < 30_000; due += 89) {
      for (const currency of ['EUR', 'JPY', 'KWD', 'XAF']) {
        expect(noteKeys(due, currency).every((it) => it > due)).toBe(true);
      }
    }
  });

  test('of nothing there are none', () => {
    expect(noteKeys(0, 'EUR')).toEqual([]);
  });
});

test.each([
  [1098, 5, 1100],
  [1092, 5, 1090],
  [1098, 0, 1098],
  [1098, 1, 1098],
  [50, 100, 100],
])('%i with a smallest coin of %i is %i in cash', (due, rounding, cash) => {
  expect(dueInCash(due, rounding)).toBe(cash);
});

describe('what lies in a drawer', () => {
  test('is each coin and note once, the largest first', () => {
    expect(denominations('EUR')).toEqual([
      50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
    ]);
    expect(denominations('KWD')).toContain(5);
    for (const currency of ['USD', 'GBP', 'CHF', 'JPY', 'PLN', 'SEK', 'DKK', 'NOK', 'CZK', 'AUD', 'CAD']) {
      const values = denominations(currency);
      expect(new Set(values).size).toBe(values.length);
      expect(values.every((it) => Number.isInteger(it) && it > 0)).toBe(true);
    }
  });

  test('is not known of every currency', () => {
    expect(denominations('XAF')).toEqual([]);
  });
});
