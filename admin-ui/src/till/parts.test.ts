import { expect, test } from 'vitest';
import { cardAsked, covered, usedOf } from './parts';

const tender = (id: string, type: string, state: string) => ({ id, type, amount_minor: 300, state });

test('of several cards the one is told that the reader waits for, whatever became of those before', () => {
  const parts = [
    { type: 'card_present', amount_minor: 300 } as const,
    { type: 'card_present', amount_minor: 590 } as const,
  ];
  const before = tender('0', 'card_present', 'voided');
  const first = tender('1', 'card_present', 'authorized');
  const second = tender('2', 'card_present', 'requires_action');

  expect(cardAsked(parts, { tenders: [before] })).toEqual({ amount_minor: 300, at: 1, of: 2 });
  expect(cardAsked(parts, { tenders: [before, first, second] })).toEqual({ amount_minor: 590, at: 2, of: 2 });
  expect(cardAsked([], { tenders: [second] })).toBeNull();
});

test('parts add up, those of one gift card for themselves', () => {
  const parts = [
    { type: 'gift_card', code: 'A', amount_minor: 100 } as const,
    { type: 'gift_card', code: 'B', amount_minor: 20 } as const,
    { type: 'card_present', amount_minor: 3 } as const,
  ];

  expect(covered(parts)).toBe(123);
  expect(usedOf('A', parts)).toBe(100);
});
