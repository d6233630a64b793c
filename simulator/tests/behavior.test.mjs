import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faults, readBehavior } from '../lib/behavior.mjs';

const table = readBehavior();
const actors = new URL('../actors/', import.meta.url);
const code = readdirSync(actors)
  .map((file) => readFileSync(new URL(file, actors), 'utf8'))
  .join('\n');

test('weights of each choice add up to 100, so that they read as percent', () => {
  const choices = {
    actors: table.actors,
    leaving: table.leaving,
    'network.till': table.network.till,
    'basket.lines': table.basket.lines,
    'basket.quantity': table.basket.quantity,
    'buyer.country': table.buyer.country,
    'buyer.delivery': table.buyer.delivery,
    loss_codes: table.loss_codes,
    ...Object.fromEntries(Object.entries(table.ways).map(([actor, ways]) => [`ways.${actor}`, ways])),
  };
  for (const [name, weights] of Object.entries(choices)) {
    const sum = Object.values(weights).reduce((total, it) => total + it, 0);
    assert.equal(sum, 100, name);
  }
});

test('each way of the table is known to its actor, and each think time is in the table', () => {
  for (const ways of Object.values(table.ways)) {
    for (const way of Object.keys(ways)) assert.match(code, new RegExp(`async ${way}\\(`), way);
  }
  const thoughts = [...code.matchAll(/think\('(\w+)'\)/g)].map(([, name]) => name);
  assert.ok(thoughts.length > 10);
  for (const name of thoughts) assert.ok(name in table.think_seconds, name);
  for (const name of Object.keys(table.think_seconds)) assert.ok(thoughts.includes(name), `nobody thinks ${name}`);
});

test('loss codes are those of the API', () => {
  const java = new URL('../../checkout-api/src/main/java/onetill/funnel/LossCode.java', import.meta.url);
  const known = [...readFileSync(java, 'utf8').matchAll(/^ {4}([A-Z_]+)[,;]/gm)].map(([, name]) => name.toLowerCase());
  assert.ok(known.includes('too_expensive'));
  for (const name of Object.keys(table.loss_codes)) assert.ok(known.includes(name), name);
});

test('reasons in the truth are those of the product', () => {
  const java = new URL('../../checkout-api/src/main/java/onetill/funnel/LossReason.java', import.meta.url);
  const known = [...readFileSync(java, 'utf8').matchAll(/^ {4}([A-Z_]+)[,;]/gm)].map(([, name]) => name.toLowerCase());
  const used = [...code.matchAll(/(?:leave|lost|voidSale)\((?:visit, )?'(\w+)'\)/g)].map(([, name]) => name);
  assert.ok(used.length > 8);
  for (const name of used) assert.ok(known.includes(name), name);
});

test('a wrong table is told in words', () => {
  const wrong = structuredClone(table);
  wrong.actors.web = -1;
  wrong.ways.app = {};
  wrong.think_seconds.browse.median = 0;
  wrong.buyer.mistakes.email = 2;
  wrong.day_curve.pop();

  const told = faults(wrong).join('\n');

  for (const name of ['actors', 'ways.app', 'think_seconds.browse', 'buyer.mistakes.email', 'day_curve']) {
    assert.ok(told.includes(name), `${name} in ${told}`);
  }
  assert.deepEqual(faults(table), []);
});
