import { expect, test } from 'vitest';
import { cleanNumber, looksLikeNumber } from './calls';

test.each([
  ['+49 (30) 123-456', '+4930123456'],
  ['0049 30 123456', '+4930123456'],
  ['030/123456', '030123456'],
  ['tel:+4930123456', '+4930123456'],
])('%s is pasted as %s', (typed, number) => {
  expect(cleanNumber(typed)).toBe(number);
  expect(looksLikeNumber(number)).toBe(true);
});

test.each(['', '12', 'Greta', '+'])('%j is no number', (typed) => {
  expect(looksLikeNumber(cleanNumber(typed))).toBe(false);
});
