// @vitest-environment node
import { expect, test } from 'vitest';
import { isGenuine, itemFor, type PublicKey, priceOf, ringUp, type SnapshotItem, search, taxOf } from './snapshot';
import { ITEM, SNAPSHOT, signer } from './snapshot.fixture';

const NOW = Date.parse('2026-11-30T10:00:00Z');
const item = (changes: Partial<SnapshotItem>): SnapshotItem => ({ ...ITEM, ...changes });
const list = (id: string, priority: number, amount_minor: number, more: object = {}) => ({
  id,
  priority,
  starts_at: null,
  ends_at: null,
  prices: [{ sku: 'EARL', min_quantity: 1, amount_minor, ...more }],
});
const one = (quantity: number, sku = 'EARL') => ({ sku, name: sku, quantity });

test('the list that comes first has the say, and the lowest price of it for so many', () => {
  const price_lists = [list('usual', 20, 700), list('happy', 10, 800), list('many', 10, 650, { min_quantity: 10 })];
  const snapshot = { ...SNAPSHOT, price_lists };

  expect(priceOf(snapshot, ITEM, 1, NOW)).toBe(800);
  expect(priceOf(snapshot, ITEM, 10, NOW)).toBe(650);
  expect(priceOf(SNAPSHOT, ITEM, 1, NOW)).toBe(890);
});

test('a list counts from its start until before its end', () => {
  const over = { ...list('a', 1, 1), ends_at: '2026-11-30T10:00:00Z' };
  const soon = { ...list('b', 2, 2), starts_at: '2026-11-30T10:00:01Z' };
  const now = { ...list('c', 3, 3), starts_at: '2026-11-30T10:00:00Z' };

  expect(priceOf({ ...SNAPSHOT, price_lists: [over, soon, now] }, ITEM, 1, NOW)).toBe(3);
});

test('tax is a part of the price or comes on top, and half a cent is a whole one', () => {
  expect(taxOf(1780, 7, true)).toBe(116);
  expect(taxOf(1190, 19, true)).toBe(190);
  expect(taxOf(150, 7, false)).toBe(11);
  expect(taxOf(100, 8.875, false)).toBe(9);
  expect(taxOf(1780, 0, true)).toBe(0);
});

test('a sale is reckoned with its deposits, its tax and the smallest coin', () => {
  const bottle = item({ sku: 'COLA', name: 'Cola', fees: { DEPOSIT: 1 }, price_minor: 143, barcodes: [] });
  const deposit = item({ sku: 'DEPOSIT', name: 'Deposit', price_minor: 25, fees: null, barcodes: [] });
  const snapshot = { ...SNAPSHOT, items: [bottle, deposit], cash_rounding_minor: 5 };

  const rung = ringUp(snapshot, [one(3, 'COLA')], NOW);

  expect(rung.line_items.map(({ sku, quantity, total_minor, fee }) => [sku, quantity, total_minor, fee])).toEqual([
    ['COLA', 3, 429, false],
    ['DEPOSIT', 3, 75, true],
  ]);
  expect([rung.due_minor, rung.rounding_minor]).toEqual([505, 1]);
});

test('where prices are without tax it is added', () => {
  const rung = ringUp({ ...SNAPSHOT, prices_include_tax: false }, [one(2)], NOW);

  expect(rung.due_minor).toBe(1780 + taxOf(1780, 7, false));
});

test('the rate of the day counts', () => {
  const tax_rates = [
    { tax_category: 'food', percent: 7, valid_from: '2020-01-01' },
    { tax_category: 'food', percent: 5, valid_from: '2026-11-30' },
    { tax_category: 'food', percent: 19, valid_from: '2026-12-01' },
  ];

  expect(ringUp({ ...SNAPSHOT, tax_rates }, [one(1)], NOW).line_items[0]?.tax_percent).toBe(5);
});

test('what needs the server is named: labels of scales, downloads, what is not known', () => {
  const snapshot = { ...SNAPSHOT, items: [ITEM, item({ sku: 'PDF', digital: true })] };
  const wanted = [one(1), one(1, 'PDF'), one(1, 'GONE'), { ...one(1), label: '2212345' }];

  expect(ringUp(snapshot, wanted, NOW).missing).toEqual(['PDF', 'GONE', 'EARL']);
});

test('several lines of one item are so many of it', () => {
  const price_lists = [list('many', 10, 650, { min_quantity: 3 })];

  expect(ringUp({ ...SNAPSHOT, price_lists }, [one(2), one(1)], NOW).due_minor).toBe(1950);
});

test('codes are found with and without the zero of a UPC, names by parts and without accents', () => {
  const snapshot = { ...SNAPSHOT, items: [item({ name: 'Thé noir', barcodes: ['0123456789012'] })] };

  expect(itemFor(snapshot, '123456789012')?.sku).toBe('EARL');
  expect(itemFor(snapshot, 'EARL')?.price_minor).toBe(890);
  expect(itemFor(snapshot, '999')).toBeNull();
  expect(search(snapshot, 'noir the', 5)).toHaveLength(1);
  expect(search(snapshot, 'green', 5)).toHaveLength(0);
});

test('only what the server has signed is believed', async () => {
  const { keys, sign } = await signer();
  const [jwk] = keys as [PublicKey];
  const body = new TextEncoder().encode(JSON.stringify(SNAPSHOT));
  const signature = await sign(JSON.stringify(SNAPSHOT));

  expect(await isGenuine({ body, signature }, [jwk])).toBe(true);
  const cheaper = new TextEncoder().encode(JSON.stringify({ ...SNAPSHOT, version: 9 }));
  expect(await isGenuine({ body: cheaper, signature }, [jwk])).toBe(false);
  expect(await isGenuine({ body, signature }, [{ ...jwk, kid: 'k2' }])).toBe(false);
});
