import { expect, test } from 'vitest';
import { cleanNumber, isTyped, type KeypadEntry, looksLikeNumber, withProgress } from './calls';

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

test('a key that was pressed counts in its field alone', () => {
  const entry: KeypadEntry = {
    id: 'k1',
    session_id: 's1',
    state: 'typing',
    amount_minor: 890,
    currency: 'EUR',
    fields: [
      { name: 'number', digits: 16, state: 'valid' },
      { name: 'expiry', digits: 0, state: 'empty' },
    ],
    problem: null,
    expires_at: '2099-01-01T00:00:00Z',
  };

  const after = withProgress(entry, { field: 'expiry', digits: 2, field_state: 'typing' });

  expect(after.fields).toEqual([entry.fields[0], { name: 'expiry', digits: 2, state: 'typing' }]);
  expect(isTyped(after)).toBe(true);
  expect(isTyped({ ...after, state: 'captured' })).toBe(false);
});
