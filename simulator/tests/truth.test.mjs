import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBehavior } from '../lib/behavior.mjs';
import { Catalog } from '../lib/catalog.mjs';
import { Clock } from '../lib/clock.mjs';
import { intent } from '../lib/plan.mjs';
import { Tally } from '../lib/tally.mjs';
import { interval, parseTruth } from '../lib/truth.mjs';
import { Visit, Wrong } from '../lib/visit.mjs';

const behavior = readBehavior();
const item = (sku, available) => ({ sku, price_minor: 890, available, barcodes: [`21${sku}`], digital: false });

function visit() {
  const catalog = new Catalog([item('A', 50), item('B', 60), item('RARE', 2)]);
  const world = {
    behavior,
    catalog,
    seed: 'one',
    clock: new Clock(),
    tally: new Tally(),
    settings: { baseUrl: 'http://localhost:1' },
  };
  return new Visit(intent(behavior, 'one', 7, 3.5), world);
}

const session = (more) => ({ id: 's1', channel: { id: 'web' }, total_minor: 890, currency: 'EUR', ...more });

test('a purchase leaves a line with its session, channels, total and order', () => {
  const one = visit();
  one.sees(session());
  one.saw('pressed pay');
  one.sees(session({ channel: { id: 'phone' }, order: { number: '1001' } }));
  one.bought();

  const line = JSON.parse(JSON.stringify(one.truth()));

  assert.equal(line.session_id, 's1');
  assert.deepEqual(line.channels, ['web', 'phone']);
  assert.equal(line.outcome, 'bought');
  assert.equal(line.reason, null);
  assert.equal(line.order_number, '1001');
  assert.deepEqual(line.saw, ['pressed pay']);
  assert.equal(line.index, 7);
  assert.ok(line.wanted.length >= 1);
});

test('somebody who is lost leaves the true reason, and no order', () => {
  const one = visit();
  one.sees(session());
  one.met('validation-failed');
  one.met('validation-failed');
  one.lost('declined');

  const line = one.truth();

  assert.equal(line.reason, 'declined');
  assert.equal(line.order_number, null);
  assert.deepEqual(line.problems, { 'validation-failed': 2 });
});

test('what must never happen is marked, what may happen is not', () => {
  const one = visit();
  one.failed(new Wrong('One key rang up two sales'));
  assert.equal(one.truth().wrong, true);
  one.failed(new Error('The sandbox is gone'));
  assert.equal(one.truth().wrong, false);
});

test('a way without an end is a failure, not a silence', () => {
  assert.equal(visit().truth().outcome, 'failed');
});

test('baskets are filled with what there is plenty of, and the rarest is found', () => {
  const { lines, world } = visit();
  assert.ok(lines.every((it) => it.item.sku !== 'RARE'));
  assert.deepEqual(
    { sku: world.catalog.scarce().item.sku, quantity: world.catalog.scarce().quantity },
    { sku: 'RARE', quantity: 3 },
  );
});

test('truth is read line by line, and what is none is refused with its number', () => {
  const line = JSON.stringify({ ...visit().truth(), outcome: 'lost' });
  assert.equal(parseTruth(`${line}\n${line}\n`).length, 2);
  assert.throws(() => parseTruth(`${line}\nnothing\n`), /Line 2 .* is no line of truth/);
  assert.throws(() => parseTruth('{"outcome":"maybe","session_id":null}'), /Line 1/);
  assert.throws(() => parseTruth('\n'), /no session/);
});

test('a run reaches from its first beginning to its last end', () => {
  const lines = [
    { started_at: '2026-11-23T10:00:05Z', ended_at: '2026-11-23T10:00:06Z' },
    { started_at: '2026-11-23T10:00:01Z', ended_at: '2026-11-23T10:00:09Z' },
  ];
  const { from, to } = interval(lines);
  assert.equal(from.toISOString(), '2026-11-23T10:00:01.000Z');
  assert.equal(to.toISOString(), '2026-11-23T10:00:09.000Z');
});

test('a tally adds up: all that have begun are open or have come to an end', () => {
  const tally = new Tally();
  for (let i = 0; i < 5; i += 1) tally.begun();
  tally.over({ outcome: 'bought', total_minor: 890 });
  tally.over({ outcome: 'lost', reason: 'declined' });
  tally.over({ outcome: 'browsed', reason: null });
  tally.problem('out-of-stock');

  assert.equal(tally.open, 2);
  assert.match(tally.line(), /sessions 5 {2}open 2 {2}bought 1 {2}lost 1 {2}browsed 1 .*\| out-of-stock 1/);
  assert.match(tally.summary(), /taken 8\.90 EUR\nlost for: declined 1/);
});
