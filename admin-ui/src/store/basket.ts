import type { Item } from '../shared/api';

/** How many of each sku. */
export type Basket = Record<string, number>;

const KEY = 'onetill.store.basket';
const MOST = 99;

export function withQuantity(basket: Basket, sku: string, quantity: number): Basket {
  const { [sku]: _, ...others } = basket;
  return quantity > 0 ? { ...others, [sku]: Math.min(quantity, MOST) } : others;
}

export const lineItems = (basket: Basket): { sku: string; quantity: number }[] =>
  Object.entries(basket).map(([sku, quantity]) => ({ sku, quantity }));

/** What the items cost; delivery is for the checkout to say. */
export const totalMinor = (basket: Basket, items: Item[]): number =>
  items.reduce((sum, { sku, price_minor }) => sum + price_minor * (basket[sku] ?? 0), 0);

/** What was in the basket when this browser was here last, of what is still sold. */
export function storedBasket(items: Item[], storage: Storage = localStorage): Basket {
  try {
    const stored = JSON.parse(storage.getItem(KEY) ?? '{}') as Basket;
    return Object.fromEntries(Object.entries(stored).filter(([sku]) => items.some((it) => it.sku === sku)));
  } catch {
    return {};
  }
}

export function store(basket: Basket, storage: Storage = localStorage): void {
  storage.setItem(KEY, JSON.stringify(basket));
}
