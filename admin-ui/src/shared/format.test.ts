import { describe, expect, test } from 'vitest';
import { day, days } from './dates';
import { asDecimal, minorOf, money } from './money';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  test.each([
    [2270, 'EUR', 'en', '€22.70'],
    [2270, 'EUR', 'de', '22,70 €'],
    [500, 'JPY', 'ja', '￥500'],
    [1234567, 'KWD', 'en', 'KWD 1,234.567'],
    [-490, 'EUR', 'en', '-€4.90'],
    [5, 'EUR', 'en', '€0.05'],
  ])('%i %s in %s is %s', (minor, currency, locale, text) => {
    expect(plain(money(minor, currency, locale))).toBe(text);
  });

  test('loses nothing above what a floating point number could hold', () => {
    expect(asDecimal(9007199254740991, 'EUR')).toBe('90071992547409.91');
  });

  test.each([
    ['22.70', 'EUR', 2270],
    ['22,7', 'EUR', 2270],
    [' 22 ', 'EUR', 2200],
    ['0.05', 'EUR', 5],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
  ])('reads %s %s', (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor);
  });

  test.each([
    ['', 'EUR'],
    ['22.705', 'EUR'],
    ['-1', 'EUR'],
    ['1e3', 'EUR'],
    ['5.5', 'JPY'],
    ['five', 'EUR'],
  ])('does not guess what "%s" %s means', (text, currency) => {
    expect(minorOf(text, currency)).toBeNull();
  });
});

describe('dates', () => {
  test('a day is the same day everywhere', () => {
    expect(day('2026-11-25', 'en')).toBe('Wed 25 Nov');
    expect(day('2026-11-25', 'en-US')).toBe('Wed, Nov 25');
    expect(day('2026-11-25', 'de')).toBe('Mi., 25. Nov.');
  });

  test('one day is not a range', () => {
    expect(days('2026-11-25', '2026-11-25', 'en')).toBe('Wed 25 Nov');
    expect(days('2026-11-25', null, 'en')).toBe('Wed 25 Nov');
  });

  test('a range is said as the locale says it', () => {
    expect(plain(days('2026-11-25', '2026-11-26', 'de')).replaceAll('\u2009', ' ')).toBe('Mi., 25. – Do., 26. Nov.');
  });
});
