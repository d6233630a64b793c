import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from '../lib/chance.mjs';

const MANY = 20_000;
const draw = (of, count = MANY) => Array.from({ length: count }, of);
const mean = (values) => values.reduce((sum, it) => sum + it, 0) / values.length;

test('the same seed and name draw the same, another name draws something else', () => {
  const numbers = (...names) => {
    const chance = new Chance(...names);
    return draw(() => chance.next(), 20);
  };

  assert.deepEqual(numbers('one', 'arrivals'), numbers('one', 'arrivals'));
  assert.notDeepEqual(numbers('one', 'arrivals'), numbers('one', 'session'));
  assert.notDeepEqual(numbers('one', 'arrivals'), numbers('two', 'arrivals'));
});

test('numbers are spread evenly from 0 to 1', () => {
  const chance = new Chance('even');
  const tenths = new Array(10).fill(0);
  for (const number of draw(() => chance.next())) {
    assert.ok(number >= 0 && number < 1);
    tenths[Math.floor(number * 10)] += 1;
  }
  for (const count of tenths) assert.ok(Math.abs(count - MANY / 10) < MANY / 100, `${tenths}`);
});

test('names are drawn as often as their weights say, and never with a weight of 0', () => {
  const chance = new Chance('weights');
  const drawn = draw(() => chance.weighted({ often: 3, seldom: 1, never: 0 }));

  const often = drawn.filter((it) => it === 'often').length / MANY;
  assert.ok(Math.abs(often - 0.75) < 0.02, `${often}`);
  assert.ok(!drawn.includes('never'));
});

test('the pauses between those who come are exponential', () => {
  const chance = new Chance('pauses');
  const pauses = draw(() => chance.exponential(4));

  assert.ok(Math.abs(mean(pauses) - 0.25) < 0.01);
  const longer = pauses.filter((it) => it > 0.5).length / MANY; // e^-2
  assert.ok(Math.abs(longer - Math.exp(-2)) < 0.01, `${longer}`);
});

test('think times are log-normal: half are below the median, and their logarithms have the sigma', () => {
  const chance = new Chance('thinking');
  const times = draw(() => chance.logNormal({ median: 20, sigma: 0.5 }));

  assert.ok(times.every((it) => it > 0));
  const below = times.filter((it) => it < 20).length / MANY;
  assert.ok(Math.abs(below - 0.5) < 0.02, `${below}`);
  const logarithms = times.map((it) => Math.log(it / 20));
  const sigma = Math.sqrt(mean(logarithms.map((it) => it * it)));
  assert.ok(Math.abs(sigma - 0.5) < 0.02, `${sigma}`);
});
