import { expect, test } from 'vitest';
import type { Item } from '../shared/api';
import { changed, mostWorthMinor, withOneMore } from './bare';

const tea = { sku: 'TEA', name: 'Tea', price_minor: 890 } as Item;

test('each scan is one more, and none left is no line', () => {
  const two = withOneMore(withOneMore([], tea), tea);

  expect(two).toEqual([{ sku: 'TEA', name: 'Tea', quantity: 2, damaged: false, unitMinor: 890 }]);
  expect(mostWorthMinor(two)).toBe(1780);
  expect(changed(two, 'TEA', { damaged: true })[0]?.damaged).toBe(true);
  expect(changed(two, 'TEA', { quantity: 0 })).toEqual([]);
});
