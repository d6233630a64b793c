import { expect, test } from 'vitest';
import { cleanCode, codeIn } from './memory';

test.each([
  ['#enroll=K7MQ4TXW', 'K7MQ4TXW'],
  ['#enroll=k7mq-4txw', 'K7MQ4TXW'],
  ['#enroll=', null],
  ['#ho_abc', null],
  ['', null],
])('the address %s has the code %s', (hash, code) => {
  expect(codeIn(hash)).toBe(code);
});

test('a code is read as people write it', () => {
  expect(cleanCode(' k7mq 4txw ')).toBe('K7MQ4TXW');
});
