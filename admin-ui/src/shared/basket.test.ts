import { expect, test } from 'vitest';
import type { LineItem, Session } from './api';
import { added, counted, drawn, dueMinor, isKnown, type Line, linesOf, wish } from './basket';
import { open } from './sessions.fixture';

const EARL = { sku: 'EARL', name: 'Earl Grey', price_minor: 890 };
const CUP = { sku: 'CUP', name: 'Cup', price_minor: 1600 };
const line = (sku: string, quantity: number, unit: number, more: Partial<LineItem> = {}): LineItem => ({
  sku,
  name: sku,
  image_url: null,
  quantity,
  unit_price_minor: unit,
  total_minor: unit * quantity,
  digital: false,
  ...more,
});
const holding = (due: number, ...line_items: LineItem[]): Session => open({ line_items, due_minor: due });

test('the same thing twice is one line of two', () => {
  const lines = [EARL, CUP, EARL].reduce<Line[]>(added, []);

  expect(lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['EARL', 2],
    ['CUP', 1],
  ]);
  expect(wish(lines)).toEqual([
    { sku: 'EARL', quantity: 2 },
    { sku: 'CUP', quantity: 1 },
  ]);
});

test('a line of which none is left is gone', () => {
  expect(counted(added([], EARL), 0, -1)).toEqual([]);
});

test('a label of a scale is a line of its own and goes to the server as it was read', () => {
  const labelled: Line = {
    sku: 'EARL',
    label: '2112345001507',
    name: 'Earl Grey, 0.15 kg',
    quantity: 1,
    unitMinor: 150,
  };
  const lines = added([labelled], EARL);

  expect(lines).toHaveLength(2);
  expect(wish(lines)[0]).toEqual({ barcode: '2112345001507', quantity: 1 });
});

test('until the server has answered, the catalog says what it costs', () => {
  const lines = added(added([], EARL), EARL);
  const before = holding(890, line('EARL', 1, 890));

  expect(isKnown(lines, before)).toBe(false);
  expect(dueMinor(lines, before)).toBe(1780);
  expect(dueMinor(lines, null)).toBe(1780);
});

test('the server has the last word: discounts, and what comes along', () => {
  const lines = added([], EARL);
  const answered = holding(
    815,
    line('EARL', 1, 890, { discount_minor: 100, total_minor: 790 }),
    line('BOTTLE', 1, 25, { fee: true }),
  );

  expect(isKnown(lines, answered)).toBe(true);
  expect(dueMinor(lines, answered)).toBe(815);
  expect(drawn(lines, answered).map(({ totalMinor, at }) => [totalMinor, at])).toEqual([
    [790, 0],
    [25, null],
  ]);
});

test('what a shopper has chosen elsewhere becomes the lines of this till', () => {
  expect(linesOf(holding(0, line('CUP', 2, 1600), line('BOX', 1, 150, { fee: true })))).toEqual([
    { sku: 'CUP', name: 'CUP', quantity: 2, unitMinor: 1600 },
  ]);
});
