import { expect, test } from 'vitest';
import { bodyOf, eventsOf, type Fulfillment, KINDS, mayCancel, STATUSES } from './fulfillments';
import { words } from './words';

test.each<[Fulfillment['kind'], Fulfillment['status'], string[]]>([
  ['shipping', 'allocated', ['pick', 'pack', 'ship']],
  ['shipping', 'packed', ['ship']],
  ['shipping', 'shipped', ['deliver', 'fail']],
  ['shipping', 'delivery_failed', ['ship']],
  ['pickup', 'picked', ['pack', 'ready']],
  ['pickup', 'ready_for_pickup', ['collect']],
  ['local_delivery', 'packed', ['dispatch']],
  ['local_delivery', 'out_for_delivery', ['deliver', 'fail']],
  ['shipping', 'backordered', ['allocate']],
  ['shipping', 'delivered', []],
  ['handed_over', 'handed_over', []],
])('%s that is %s: %j', (kind, status, events) => expect(eventsOf({ kind, status })).toEqual(events));

test('what has left cannot be given up any more, and what came back can', () => {
  expect(mayCancel({ kind: 'shipping', status: 'packed' })).toBe(true);
  expect(mayCancel({ kind: 'shipping', status: 'shipped' })).toBe(false);
  expect(mayCancel({ kind: 'shipping', status: 'delivery_failed' })).toBe(true);
  expect(mayCancel({ kind: 'digital', status: 'handed_over' })).toBe(false);
});

test('everything has a word', () => {
  for (const status of STATUSES) expect(words.statuses[status]).toBeTruthy();
  for (const kind of KINDS) {
    expect(words.kinds[kind]).toBeTruthy();
    for (const status of STATUSES) {
      for (const event of eventsOf({ kind, status })) expect(words.events[event]).toBeTruthy();
    }
  }
});

test('tracking is told as one, and left out where nothing is known', () => {
  expect(bodyOf('ship', { carrier: 'DHL', number: '1' })).toEqual({
    event: 'ship',
    tracking: { carrier: 'DHL', number: '1' },
  });
  expect(bodyOf('ship', {})).toEqual({ event: 'ship' });
  expect(bodyOf('fail', { reason: 'nobody home' })).toEqual({ event: 'fail', reason: 'nobody home' });
});
