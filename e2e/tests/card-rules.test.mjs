import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

// Read as text: the folder is served by the sandbox and has no package.json that would call it a module.
const path = '../../provider-sandbox/src/main/resources/onetill/sandbox/browser/card-rules.js';
const source = await readFile(new URL(path, import.meta.url));
const rules = await import(`data:text/javascript;base64,${source.toString('base64')}`);

const today = new Date(2026, 10, 23);

test('a number is spaced as the brand prints it', () => {
  assert.equal(rules.spacedNumber('4242424242424242'), '4242 4242 4242 4242');
  assert.equal(rules.spacedNumber('4242-4242 4242.42429999'), '4242 4242 4242 4242');
  assert.equal(rules.spacedNumber('378282246310005'), '3782 822463 10005');
  assert.equal(rules.spacedNumber('30569309020004'), '3056 930902 0004');
  assert.equal(rules.spacedNumber('42424'), '4242 4');
  assert.equal(rules.spacedNumber(''), '');
});

test('a number is complete with the digits its brand has, and right with its check digit', () => {
  const good = ['4242424242424242', '378282246310005', '30569309020004', '6200000000000005', '3566002020360505'];
  for (const number of good) assert.equal(rules.numberProblem(number), undefined, number);
  assert.equal(rules.numberProblem('4242 4242 4242 4241'), 'invalid_number');
  assert.equal(rules.numberProblem('4242 4242 4242 424'), 'incomplete_number');
  assert.equal(rules.numberProblem('3782 822463 1000'), 'incomplete_number');
});

test('an expiry date is written as on the card, however it comes in', () => {
  assert.equal(rules.spacedExpiry('1'), '1');
  assert.equal(rules.spacedExpiry('12'), '12 / ');
  assert.equal(rules.spacedExpiry('9'), '09 / ');
  assert.equal(rules.spacedExpiry('1/'), '01 / ');
  assert.equal(rules.spacedExpiry('12/34'), '12 / 34');
  assert.equal(rules.spacedExpiry('12/2034'), '12 / 34');
  assert.equal(rules.spacedExpiry('12 / 3'), '12 / 3');
});

test('the separator of an expiry date can be deleted', () => {
  assert.equal(rules.spacedExpiry('12 /', true), '12');
  assert.equal(rules.spacedExpiry('12 / ', true), '12');
});

test('a card is good until the last day of its month', () => {
  assert.equal(rules.expiryProblem('11 / 26', today), undefined);
  assert.equal(rules.expiryProblem('10 / 26', today), 'invalid_expiry_year_past');
  assert.equal(rules.expiryProblem('12 / 3', today), 'incomplete_expiry');
  assert.equal(rules.expiryProblem('13 / 30', today), 'incomplete_expiry');
  assert.equal(rules.expiryProblem('01 / 99', today), 'invalid_expiry_year');
  assert.deepEqual(rules.expiry('12 / 34'), [12, 2034]);
});

test('a security code has three digits, four on an American Express card', () => {
  assert.equal(rules.codeProblem('123', '4242'), undefined);
  assert.equal(rules.codeProblem('12', '4242'), 'incomplete_cvc');
  assert.equal(rules.codeProblem('123', '3782'), 'incomplete_cvc');
  assert.equal(rules.codeProblem('1234', '3782'), undefined);
});
