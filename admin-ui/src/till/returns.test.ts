import { expect, test } from 'vitest';
import { backMinor } from './returns';

test('several returns of one line sum up exactly to what was paid', () => {
  for (const [paid_minor, quantity] of [
    [1000, 3],
    [1, 2],
    [99_999, 7],
    [0, 4],
  ] as const) {
    let sum = 0;
    for (let returned = 0; returned < quantity; returned++) {
      sum += backMinor({ line: 1, sku: 'S', name: 'S', quantity, returned, paid_minor }, 1);
    }
    expect(sum).toBe(paid_minor);
  }
});
