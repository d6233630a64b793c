import { expect, test } from 'vitest';
import { canBeGiftCard, isGiftCard, plainCode, usableMinor } from './gifts';

test('a code is read as people write it, and as it is printed', () => {
  expect(plainCode(' 7k3m-oqxa–il11 0000 ')).toBe('7K3M0QXA11110000');
  expect(canBeGiftCard('7k3m0qxa11110000')).toBe(true);
  expect(isGiftCard('7K3M-0QXA-1111-0000')).toBe(true);
});

test('no barcode of goods is taken for one', () => {
  expect(isGiftCard('2100100001377')).toBe(false);
  expect(isGiftCard('0104006381333931')).toBe(false);
  expect(canBeGiftCard('2100100001377')).toBe(false);
});

test('it pays what is left on it, what remains, or what is wanted: the least of them', () => {
  const balance = { balance_minor: 500, currency: 'EUR', expires_at: null, state: 'active' } as const;
  const gift = { code: 'A', balance, mostMinor: null };
  const used = [{ type: 'gift_card', code: 'A', amount_minor: 450 } as const];

  expect(usableMinor(gift, 890, [], 'EUR')).toBe(500);
  expect(usableMinor(gift, 300, [], 'EUR')).toBe(300);
  expect(usableMinor({ ...gift, mostMinor: 100 }, 890, [], 'EUR')).toBe(100);
  expect(usableMinor(gift, 890, used, 'EUR')).toBe(50);
  expect(usableMinor(gift, -10, used, 'EUR')).toBe(0);
  expect(usableMinor(gift, 890, [], 'CHF')).toBe(0);
  expect(usableMinor({ ...gift, balance: { ...balance, state: 'expired' } }, 890, [], 'EUR')).toBe(0);
});
