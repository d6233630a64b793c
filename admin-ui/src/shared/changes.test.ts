import { expect, test } from 'vitest';
import { changedFields } from './changes';
import { ready } from './sessions.fixture';

const TEA = {
  sku: 'TEA',
  name: 'Earl Grey',
  image_url: null,
  quantity: 1,
  unit_price_minor: 890,
  total_minor: 890,
  digital: false,
};

test('who changed what is told by the names of fields, never by what was typed', () => {
  const before = ready();
  const address = { ...before.fulfillment?.address, line1: 'Torstr. 2', line2: null };

  expect(changedFields(before, ready())).toEqual([]);
  expect(changedFields(before, ready({ buyer: { email: 'eve@example.com', phone: null } }))).toEqual(['email']);
  expect(changedFields(before, ready({ fulfillment: { ...before.fulfillment, address } }))).toEqual(['line1']);
  expect(changedFields(before, ready({ line_items: [TEA] }))).toEqual(['basket']);
  expect(changedFields(before, ready({ discount_codes: ['TEA10'] }))).toEqual(['code']);
});

test('nothing is told where the buyer is hidden, or of another session', () => {
  const after = ready({ buyer: { email: 'eve@example.com' } });

  expect(changedFields(ready(), { ...after, buyer_hidden: true })).toEqual([]);
  expect(changedFields(ready(), { ...after, id: 's2' })).toEqual([]);
});
