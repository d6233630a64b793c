import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBehavior } from '../lib/behavior.mjs';
import { plan, shareAt, shares } from '../lib/plan.mjs';

const behavior = readBehavior();

function first(count, options = {}) {
  const intents = [];
  for (const intent of plan({ behavior, seed: 'one', rate: 2, ...options })) {
    intents.push(intent);
    if (intents.length === count) return intents;
  }
  return intents;
}

test('the same seed makes the same plan, another seed another one', () => {
  assert.deepEqual(first(200), first(200));
  assert.notDeepEqual(first(200), first(200, { seed: 'two' }));
});

test('a plan that goes on longer begins the same', () => {
  assert.deepEqual(first(300).slice(0, 100), first(100));
});

test('who comes and what they want does not depend on how fast they come', () => {
  const without = (intents) => intents.map(({ at_seconds, ...rest }) => rest);
  assert.deepEqual(without(first(100, { rate: 0.1 })), without(first(100, { rate: 20 })));
});

test('so many come in a second as was asked for', () => {
  const last = first(5000).at(-1);
  assert.ok(Math.abs(5000 / last.at_seconds - 2) < 0.1, `${last.at_seconds}`);
});

test('each comes after the one before', () => {
  const times = first(1000).map((it) => it.at_seconds);
  assert.ok(times.every((at, index) => index === 0 || at > times[index - 1]));
});

test('with a day curve more come in busy hours than at night, and as many on average', () => {
  const intents = first(20_000, { rate: 1, startHour: 0, speed: 100 });
  const hours = new Array(24).fill(0);
  for (const { at_seconds } of intents) hours[Math.floor((at_seconds * 100) / 3600) % 24] += 1;
  const days = (intents.at(-1).at_seconds * 100) / 86_400;

  assert.ok(hours[19] > 5 * hours[3], `${hours}`);
  assert.ok(Math.abs(20_000 / days / 864 - 1) < 0.05);
});

test('an average hour of the curve is 1, and it begins at the hour that was asked for', () => {
  const curve = shares(behavior.day_curve);
  assert.ok(Math.abs(curve.reduce((sum, it) => sum + it, 0) / 24 - 1) < 1e-9);
  assert.equal(shareAt(curve, 23, 0), curve[23]);
  assert.equal(shareAt(curve, 23, 3600), curve[0]);
});

test('everybody has a way that is theirs, something in the basket and a made-up name and number', () => {
  for (const { actor, way, basket, person } of first(500)) {
    assert.ok(way in behavior.ways[actor]);
    assert.ok(basket.length >= 1 && basket.every((it) => it.quantity >= 1 && it.place >= 0 && it.place < 1));
    assert.match(person.email, /^[a-z.]+\.\d+@example\.com$/);
    assert.match(person.phone, /^\+49 30 23125 \d{3}$/);
    assert.notEqual(person.phone, '+49 30 23125 042');
    assert.ok(person.address.city && person.address.postal_code);
  }
});
