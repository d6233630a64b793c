import { expect, test } from 'vitest';
import type { Item } from '../shared/api';
import { lineItems, storedBasket, totalMinor, withQuantity } from './basket';

const tea = { sku: 'TEA', price_minor: 890 } as Item;
const storage = (text: string) => ({ getItem: () => text }) as unknown as Storage;

test('holds a quantity of each sku, and nothing of none', () => {
  expect(lineItems(withQuantity({ TEA: 1 }, 'TEA', 2))).toEqual([{ sku: 'TEA', quantity: 2 }]);
  expect(withQuantity({ TEA: 1 }, 'TEA', 0)).toEqual({});
  expect(totalMinor({ TEA: 2 }, [tea])).toBe(1780);
});

test('forgets what is not sold any more, and what cannot be read', () => {
  expect(storedBasket([tea], storage('{"TEA":1,"OLD":2}'))).toEqual({ TEA: 1 });
  expect(storedBasket([tea], storage('{'))).toEqual({});
});
