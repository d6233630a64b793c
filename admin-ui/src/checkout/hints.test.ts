// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fieldOf, type Hint, listen } from './hints';

let told: Hint[] = [];
let clock = 0;

// One for all tests: what listens to the document cannot be sent away.
listen(
  (hint) => told.push(hint),
  () => clock,
);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A field that no test used before: each is told of once. */
function field(name: string, required = true): HTMLInputElement {
  told = [];
  const input = document.createElement('input');
  input.name = name;
  input.required = required;
  document.body.append(input);
  return input;
}

const happens = (target: Element, type: string) => target.dispatchEvent(new Event(type, { bubbles: true }));

function type(input: HTMLInputElement, text: string, ms: number) {
  input.value = text;
  happens(input, 'input');
  clock += ms;
}

test('a field has the name the server gives it', () => {
  const named = (name: string) => fieldOf(field(name));
  expect(named('buyer.email/email')).toBe('buyer.email');
  expect(named('fulfillment.address/postal_code')).toBe('fulfillment.address.postal_code');
  expect(named('fulfillment.option')).toBe('fulfillment.option');
  expect(named('discount-code')).toBe('discount_code');
  for (const other of ['buyer.email-wrong', 'email', 'fulfillment.address', 'fulfillment.address/city-wrong', 'x']) {
    expect(named(other)).toBeUndefined();
  }
  const bar = document.createElement('div');
  bar.dataset.field = 'payment.tender';
  bar.append(document.createElement('button'));
  expect(fieldOf(bar.firstElementChild)).toBe('payment.tender');
  expect(fieldOf(document)).toBeUndefined();
});

test('how long it took to fill it in, over several visits', () => {
  const email = field('buyer.email/email');
  happens(email, 'focusin');
  clock += 500;
  happens(email, 'focusout');
  clock += 60_000;
  happens(email, 'focusin');
  type(email, 'MARKER', 1_500);
  happens(email, 'focusout');

  expect(told).toEqual([
    { field: 'buyer.email', kind: 'focused' },
    { field: 'buyer.email', kind: 'left_empty' },
    { field: 'buyer.email', kind: 'filled', milliseconds: 2_000 },
  ]);
  expect(JSON.stringify(told)).not.toContain('MARKER');
});

test('what the browser fills in took no time', () => {
  const city = field('fulfillment.address/city');
  city.value = 'Berlin';
  happens(city, 'change');

  expect(told).toContainEqual({ field: 'fulfillment.address.city', kind: 'filled' });
});

test('what was there before and is not touched was not filled in', () => {
  const name = field('fulfillment.address/name');
  name.value = 'Ada';
  happens(name, 'focusin');
  happens(name, 'focusout');

  expect(told.map(({ kind }) => kind)).toEqual(['focused']);
});

test('a rest in an empty field is a hesitation, one while typing is none', () => {
  const line1 = field('fulfillment.address/line1');
  happens(line1, 'focusin');
  type(line1, 'T', 0);
  vi.advanceTimersByTime(20_000);
  expect(told.map(({ kind }) => kind)).toEqual(['focused']);

  const phone = field('buyer.phone/phone');
  happens(phone, 'focusin');
  vi.advanceTimersByTime(7_900);
  expect(told.map(({ kind }) => kind)).toEqual(['focused']);
  vi.advanceTimersByTime(200);
  expect(told.at(-1)).toEqual({ field: 'buyer.phone', kind: 'hesitated' });
});

test('what is wrong is told with the kind of problem, once', async () => {
  const code = field('fulfillment.address/postal_code');
  code.setAttribute('aria-invalid', 'true');
  await Promise.resolve();
  code.removeAttribute('aria-invalid');
  await Promise.resolve();
  code.setAttribute('aria-invalid', 'true');
  await Promise.resolve();

  expect(told).toEqual([
    { field: 'fulfillment.address.postal_code', kind: 'focused' },
    { field: 'fulfillment.address.postal_code', kind: 'error_shown', problem: 'missing' },
  ]);

  const region = field('fulfillment.address/region');
  region.value = 'MARKER';
  region.setAttribute('aria-invalid', 'true');
  await Promise.resolve();
  expect(told.at(-1)).toEqual({ field: 'fulfillment.address.region', kind: 'error_shown', problem: 'refused' });
  expect(JSON.stringify(told)).not.toContain('MARKER');
});

test('four presses at once are impatience, three are not', () => {
  const pay = field('payment.tender');
  for (let press = 0; press < 3; press++) happens(pay, 'pointerdown');
  clock += 5_000;
  expect(told).toEqual([]);
  for (let press = 0; press < 4; press++) {
    clock += 300;
    happens(pay, 'pointerdown');
  }

  expect(told.at(-1)).toEqual({ field: 'payment.tender', kind: 'rage_clicked' });
});
