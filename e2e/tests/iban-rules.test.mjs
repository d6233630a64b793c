import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

// Read as text, as the card rules are.
const path = '../../provider-sandbox/src/main/resources/onetill/sandbox/browser/iban-rules.js';
const source = await readFile(new URL(path, import.meta.url));
const rules = await import(`data:text/javascript;base64,${source.toString('base64')}`);

test('an account number is written in fours, however it comes in', () => {
  assert.equal(rules.spacedIban('de89370400440532013000'), 'DE89 3704 0044 0532 0130 00');
  assert.equal(rules.spacedIban('NL39-RABO 0300.065264'), 'NL39 RABO 0300 0652 64');
  assert.equal(rules.spacedIban(''), '');
});

test('an account number is right with its check digits', () => {
  const good = ['DE89 3704 0044 0532 0130 00', 'FR1420041010050500013M02606', 'nl39rabo0300065264'];
  for (const number of good) assert.equal(rules.ibanProblem(number), undefined, number);
  assert.equal(rules.ibanProblem('DE88 3704 0044 0532 0130 00'), 'invalid_iban');
  assert.equal(rules.ibanProblem('8937 0400 4405 3201 3000'), 'invalid_iban');
  assert.equal(rules.ibanProblem('DE89 3704'), 'incomplete_iban');
});

test('the owner of an account is named and can be written to', () => {
  assert.equal(rules.nameProblem('Ada'), undefined);
  assert.equal(rules.nameProblem('  '), 'incomplete_name');
  assert.equal(rules.emailProblem('ada@example.com'), undefined);
  assert.equal(rules.emailProblem('ada'), 'incomplete_email');
});
