import { describe, expect, test } from 'vitest';
import type { AskField } from '../shared/api';
import { autocompleteOf, fieldsOf, keyOfPath, patchOf, typeOf, wrongWith } from '../shared/fields';
import { EMAIL, open } from '../shared/sessions.fixture';
import { tokenIn } from './memory';
import { de } from './messages/de';
import { en } from './messages/en';

const email = EMAIL.fields[0] as AskField;
const names = (country: string) => fieldsOf(open({ country }), 'fulfillment.address').map(({ name }) => name);

describe('a field', () => {
  test.each([
    ['buyer.email', 'email', 'email', 'email'],
    ['buyer.phone', 'phone', 'tel', 'tel'],
    ['fulfillment.name', 'name', 'name', 'text'],
    ['fulfillment.address', 'name', 'shipping name', 'text'],
    ['fulfillment.address', 'line1', 'shipping street-address', 'text'],
    ['fulfillment.address', 'line2', 'shipping address-line2', 'text'],
    ['fulfillment.address', 'postal_code', 'shipping postal-code', 'text'],
    ['fulfillment.address', 'city', 'shipping address-level2', 'text'],
    ['fulfillment.address', 'region', 'shipping address-level1', 'text'],
    ['fulfillment.address', 'country', 'shipping country', 'text'],
  ])('%s %s can be filled by the browser as %s', (ask, name, autocomplete, type) => {
    const field = { name, type: 'text', autocomplete: null, required: true, value: null, source: null };

    expect([autocompleteOf(ask, field), typeOf(name)]).toEqual([autocomplete, type]);
  });

  test('is filled as the server says where it says so', () => {
    expect(autocompleteOf('buyer.email', { ...email, autocomplete: 'username' })).toBe('username');
  });

  test('stands where the country expects it', () => {
    expect(names('DE')).toEqual(['name', 'line1', 'postal_code', 'city', 'country']);
    expect(names('GB')).toEqual(['name', 'line1', 'city', 'postal_code', 'country']);
  });

  test.each(['ada@example.com', ' ada+tea@sub.example.co '])('takes %s as an email', (value) => {
    expect(wrongWith(email, value, en)).toBeNull();
  });

  test.each(['ada', 'ada@', 'ada@example', 'a da@example.com'])('says how to write an email instead of %s', (value) => {
    expect(wrongWith(email, value, en)).toBe(en.emailShape);
  });

  test('says what to do when it is empty, and in the language of the session', () => {
    expect(wrongWith(email, ' ', en)).toMatch(/^Enter your email/);
    expect(wrongWith(email, '', de)).toMatch(/^Geben Sie Ihre E-Mail/);
  });
});

test('an answer becomes the change that the API knows', () => {
  expect(patchOf('buyer.email', 'email', 'a@b.c')).toEqual({ buyer: { email: 'a@b.c' } });
  expect(patchOf('fulfillment.name', 'name', 'Ada')).toEqual({ fulfillment: { address: { name: 'Ada' } } });
  expect(patchOf('fulfillment.option', 'option_id', 'x')).toEqual({ fulfillment: { option_id: 'x' } });
});

test("the server's complaint is shown at the field it is about", () => {
  const shown = ['buyer.email/email', 'fulfillment.address/name', 'fulfillment.address/postal_code'] as const;

  expect(keyOfPath('fulfillment.address.postal_code', shown)).toBe('fulfillment.address/postal_code');
  expect(keyOfPath('buyer.email', shown)).toBe('buyer.email/email');
  expect(keyOfPath('line_items[0].sku', shown)).toBeNull();
});

test.each([
  ['#ct_abc-D_1', 'ct_abc-D_1'],
  ['#ho_abc', 'ho_abc'],
  ['#sk_abc', null],
  ['', null],
  ['#ct_a&b', null],
])('the credential in %s is %s', (hash, token) => {
  expect(tokenIn(hash)).toBe(token);
});
